"""The site in a real Chromium, as people see it."""
