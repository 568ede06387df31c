"""Pages for everybody, and for those whose declaration it is."""
