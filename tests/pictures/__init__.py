"""Pictures and the mailed page."""
