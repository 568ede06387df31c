"""Freezing, ranking, publishing, objections and settlement."""
