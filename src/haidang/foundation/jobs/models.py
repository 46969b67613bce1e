"""Background work runs as django-tasks; nothing of our own is stored here."""
