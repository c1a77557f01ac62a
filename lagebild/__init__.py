"""Lagebild: an evidence-linked picture of what piles of news reports tell."""

__version__ = "0.1.0"
