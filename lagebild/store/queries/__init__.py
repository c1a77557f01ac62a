"""Queries of a case, one noun a file: rows → the view's records."""
