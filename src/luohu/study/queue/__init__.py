"""The queue behind the line: who waits, who leaves, who joins; and the lines that follow from it."""
