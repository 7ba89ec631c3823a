import os

import django
from django.core.handlers.wsgi import WSGIHandler

from portal.guard import Request

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")


class Handler(WSGIHandler):
    request_class = Request


django.setup(set_prefix=False)
application = Handler()
