"""Sockets through Channels, pages through the WSGI handler in threads.

Django's own ASGI handler hops threads at each synchronous middleware and costs several times more
(docs/decisions/001), so pages go to the WSGI handler through a2wsgi.
"""

import os

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

PAGE_THREADS = 10
pages = WSGIMiddleware(get_wsgi_application(), workers=PAGE_THREADS)

# Models can be read only once Django is set up.
from portal.realtime.descriptors import allow_many_sockets  # noqa: E402
from portal.realtime.routing import sockets  # noqa: E402

allow_many_sockets()
application = ProtocolTypeRouter({"http": pages, "websocket": sockets})
