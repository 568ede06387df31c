"""The letters desk without the web: standard replies, what they rest on, and how one is found."""
