"""How Django's own widgets and filters write dates and numbers, by language."""
