"""The policy browser: every version of every scheme, made from the code."""
