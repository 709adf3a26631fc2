"""Pages with live parts, and the ways to change what they show."""

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from portal.realtime.fragments import live_fragment

from .actions import change, words_of

PERSON = "live@larkshire.example"


@login_not_required
def shown(request: HttpRequest, identity: str) -> HttpResponse:
    """A page for everyone."""
    context = {"topic": "shown-thing", "identity": identity, "lines": words_of("shown-thing", identity)}
    return render(request, "live_site/page.html", context)


@login_not_required
@live_fragment("shown-thing", "identity")
def shown_part(request: HttpRequest, identity: str) -> HttpResponse:
    """Its live part; not there any more once its words say so."""
    lines = words_of("shown-thing", identity)
    if lines == ["taken away"]:
        raise Http404
    return render(request, "live_site/part.html", {"lines": lines})


def own(request: HttpRequest) -> HttpResponse:
    """A page for one person, with a form; what they send comes back."""
    identity = str(request.user.pk)
    lines = [*words_of("own-thing", identity), request.POST.get("long", "")]
    context = {"topic": "own-thing", "identity": identity, "lines": lines}
    return render(request, "live_site/page.html", context)


@live_fragment("own-thing", "identity")
def own_part(request: HttpRequest, identity: str) -> HttpResponse:
    """Its live part."""
    if identity != str(request.user.pk):
        raise Http404
    return render(request, "live_site/part.html", {"lines": words_of("own-thing", identity)})


@csrf_exempt
@login_not_required
def change_it(request: HttpRequest, topic: str, identity: str) -> HttpResponse:
    """Change a thing from outside."""
    change(topic=topic, identity=identity, words=request.POST["words"])
    return HttpResponse("changed")


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by pressing a button."""
    if request.method == "POST":
        people = get_user_model().objects
        user = people.filter(email=PERSON).first() or people.create_user(PERSON)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        to = request.GET.get("next", "")
        return redirect(to if url_has_allowed_host_and_scheme(to, None) else "live_site:own")
    return render(request, "live_site/sign_in.html")
