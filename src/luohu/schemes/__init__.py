"""The law itself: a folder a scheme, a module a version, its values in TOML beside it."""
