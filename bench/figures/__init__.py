"""How fast, how rightly and how safely figures are checked."""
