"""The library in the site: versions, review, differences, an agency's own replies read in."""
