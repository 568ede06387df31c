"""National law that cities' schemes refer to; no scheme of its own."""
