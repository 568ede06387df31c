"""Citizens' words: spelling made alike, letters cut into words, words that mean the same."""
