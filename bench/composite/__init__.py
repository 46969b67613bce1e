"""How fast the uncertainty of an index is told."""
