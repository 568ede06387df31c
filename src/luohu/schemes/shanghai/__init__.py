"""Shanghai's residence-permit points, and settling with a residence permit."""
