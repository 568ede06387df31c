"""For who asks and who writes: answers at once, a letter, its receipt, its thread."""
