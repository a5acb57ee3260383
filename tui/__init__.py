"""Jiedu 街读: read Chinese local-government newspaper pages in a terminal."""

__version__ = "0.1.0"
