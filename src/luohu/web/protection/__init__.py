"""Personal data: encrypted, masked, found by blind index, kept no longer than needed."""
