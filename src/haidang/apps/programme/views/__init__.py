"""Obligations on screen: lists, one task with its history, and what people do with it."""
