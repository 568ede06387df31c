"""Pages of the authority and of publishers."""
