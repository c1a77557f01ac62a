"""Exports: the events and statements of a case in the formats of others."""
