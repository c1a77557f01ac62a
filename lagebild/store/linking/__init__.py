"""Linking a case by parts: what is new or gone, and what that touches, is linked anew; all else stays as it is.

Each space (local entities, documents as stories, units of claims) is a set of items with a pure relation between two of them. Items that
are connected by it form a component, and a pure function of one component's items decides what they become. So the same documents
give the same result whether they came at once or one by one, and adding costs what it touches.
"""
