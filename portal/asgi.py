"""Sockets through Channels, pages through the WSGI handler in threads.

Django's own ASGI handler hops threads at each synchronous middleware and costs several times more
(docs/decisions/001), so pages go to the WSGI handler through a2wsgi.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

pages = get_wsgi_application()

from a2wsgi import WSGIMiddleware  # noqa: E402  (Django must be set up first)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

application = ProtocolTypeRouter({"http": WSGIMiddleware(pages, workers=10), "websocket": URLRouter([])})
