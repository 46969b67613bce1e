"""The index on screen, a module for each of its pages."""
