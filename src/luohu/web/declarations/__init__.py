"""Declarations of applicants through their employers."""
