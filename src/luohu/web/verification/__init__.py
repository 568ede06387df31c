"""Departments verify what they answer for; applicants ask for a review."""
