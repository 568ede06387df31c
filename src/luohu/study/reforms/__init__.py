"""Every proposal of the standard replies as a reform that runs."""
