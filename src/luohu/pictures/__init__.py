"""Pictures of results: SVG for a page or a file, and one HTML page that can be mailed."""
