"""The documentation, and what makes those parts of it that the code knows."""
