"""Filters of the pages of the law."""
