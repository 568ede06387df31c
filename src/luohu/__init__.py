"""Luohu 落户: executable settlement policy."""

__version__ = "0.1.0"
