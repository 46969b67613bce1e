"""How fast figures are checked."""
