"""A case → terminal, brief; reads through the store's one read-only view."""
