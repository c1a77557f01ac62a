"""Many documents → entities, lineage, claims. Works on stored records only; any order of documents gives the same result."""
