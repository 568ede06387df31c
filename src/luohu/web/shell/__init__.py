"""What every page shares: the frame, words in the reader's language, refusals, pictures."""
