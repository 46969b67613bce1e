"""Rounds, submissions and reports on screen."""
