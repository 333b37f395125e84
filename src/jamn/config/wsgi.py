import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jamn.config.settings")
application = get_wsgi_application()
# All that is there before the first request stays: to look through it for garbage takes a tenth of a second each time.
gc.collect()
gc.freeze()
