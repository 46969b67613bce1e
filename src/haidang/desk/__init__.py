"""The officials' home: what is waiting, and search."""
