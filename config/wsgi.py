"""The application a WSGI server (gunicorn) serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# A table to fill in makes some ten thousand cells: without this the collector looks through all of Django meanwhile,
# and a saving takes half as long again.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
