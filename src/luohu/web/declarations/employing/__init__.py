"""The employer's pages: what was handed over, submitting it, workbooks of many."""
