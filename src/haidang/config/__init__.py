"""Wiring only: settings, root urls, asgi and the command line."""
