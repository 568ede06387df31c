"""Backups: a file that holds all of a site, made while it runs, checked, and brought back."""
