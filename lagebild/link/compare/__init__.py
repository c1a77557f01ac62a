"""One feature a file: each function gives a score and a reason, or None where two records cannot be one."""
