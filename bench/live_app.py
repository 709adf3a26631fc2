"""What the measurement of live pages adds to the site: ways to change things, and a plain consumer."""

import asyncio
import json
import resource
import time
from importlib import import_module
from typing import Any

from channels.layers import get_channel_layer
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from portal.realtime import tokens
from portal.realtime.fragments import live_fragment
from portal.realtime.publishing import publish_on_commit

from .live_topics import PRIVATE, PUBLIC

GROUP = "plain"
loops: list[asyncio.AbstractEventLoop] = []
rendered = 0


@csrf_exempt
@login_not_required
def people(request: HttpRequest) -> HttpResponse:
    """Make 500 people with a session each; return their sessions and tokens."""
    from portal.accounts.models import User

    made = User.objects.bulk_create(User(email=f"bench-{number}@larkshire.example") for number in range(500))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    told = []
    for user in made:
        session = store()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        told.append([session.session_key, tokens.sign(PRIVATE, str(user.pk), user.pk), str(user.pk)])
    return JsonResponse({"people": told, "public": tokens.sign(PUBLIC, "1", None)})


@csrf_exempt
@login_not_required
def change(request: HttpRequest, topic: str, identity: str, times: int) -> HttpResponse:
    """Change a thing, in a transaction each time; return when the first and the last were kept."""
    kept: list[float] = []
    for _ in range(times):
        with transaction.atomic():
            transaction.on_commit(lambda: kept.append(time.monotonic()))
            publish_on_commit(topic, identity)
    return JsonResponse({"kept": [kept[0], kept[-1]]})


@csrf_exempt
@login_not_required
def change_plainly(request: HttpRequest) -> HttpResponse:
    """The same, once, with Channels' own group send."""
    kept: list[float] = []
    with transaction.atomic():
        transaction.on_commit(lambda: kept.append(time.monotonic()))
        transaction.on_commit(_send_plainly)
    return JsonResponse({"kept": [kept[0], kept[-1]]})


def _send_plainly() -> None:
    message = {"type": "plain.changed", "topic": PUBLIC, "id": "1"}
    # In the loop of the sockets, because this layer's queues may be touched there only.
    asyncio.run_coroutine_threadsafe(get_channel_layer().group_send(GROUP, message), loops[0]).result()


@login_not_required
@live_fragment(PUBLIC, "identity")
def part(request: HttpRequest, identity: str) -> HttpResponse:
    """A live part; counts how often it was rendered."""
    global rendered
    rendered += 1
    return HttpResponse("<ul>" + "<li>8 places left</li>" * 40 + "</ul>")


@login_not_required
def told(request: HttpRequest) -> HttpResponse:
    """This process's memory now in KB, and how often the part was rendered."""
    with open("/proc/self/status") as status:
        memory = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return JsonResponse({"memory": memory, "most": most, "rendered": rendered})


def plain_sockets() -> Any:
    """A live socket that is also in one of Channels' groups, as a plain consumer is."""
    from channels.auth import AuthMiddlewareStack

    from portal.realtime.consumers import LiveConsumer

    class PlainToo(LiveConsumer):
        channel_layer_alias = "default"

        async def connect(self) -> None:
            loops[:] = [asyncio.get_running_loop()]
            await self.channel_layer.group_add(GROUP, self.channel_name)
            await super().connect()

        async def plain_changed(self, event: dict[str, Any]) -> None:
            await self.send(text_data=json.dumps({"plain": f"{event['topic']}.{event['id']}"}))

    return AuthMiddlewareStack(PlainToo.as_asgi())
