"""Finds the claims in a passage, one module for each way of relating figures."""
