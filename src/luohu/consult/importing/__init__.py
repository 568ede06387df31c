"""An agency's own replies, from a page, text, Word or Excel file, as drafts to be reviewed."""
