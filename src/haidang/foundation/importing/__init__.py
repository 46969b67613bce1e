"""One mechanism for every import: read a table, list every fault by cell, preview, take all or nothing.

A room declares an `Importer` in its `imports.py` and registers it in `apps.py`; the command line, the web page and
the packs all go through `services.run_import`.
"""
