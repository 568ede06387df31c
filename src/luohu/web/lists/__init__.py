"""Published lists: cycles, distributions, look-up."""
