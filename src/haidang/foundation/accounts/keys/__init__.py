"""Keys with which the software of a unit calls the API."""
