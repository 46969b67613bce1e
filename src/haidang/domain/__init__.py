"""Plain Python: the rules of the trade. Nothing here knows Django, a request or a database."""
