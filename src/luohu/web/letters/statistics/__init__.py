"""Letters counted by topic and week: pages, pictures, files for the yearly review."""
