"""Rendering a report of a thousand figures, measured beside docxtpl."""
