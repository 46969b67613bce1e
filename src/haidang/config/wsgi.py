"""The WSGI application that granian serves: the pages are synchronous, so threads suit them better than a loop."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.config.settings")
application = get_wsgi_application()
