"""What machines and people who know the name of a page use to find it."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..queries import every_page
from ..registry import sitemap_addresses


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address, for search engines."""
    pages = [
        (page.url, page.changed_at.date().isoformat() if page.changed_at else "")
        for page in every_page(request)
    ]
    own = [(reverse("pages:glossary"), ""), (reverse("pages:other-ways"), "")]
    addresses = [
        (request.build_absolute_uri(path), changed) for path, changed in [*pages, *own, *sitemap_addresses()]
    ]
    return render(request, "pages/sitemap.xml", {"addresses": addresses}, content_type="application/xml")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone: the editors' side and people's own lists."""
    sitemap_address = request.build_absolute_uri(reverse("pages:sitemap"))
    return render(
        request,
        "pages/robots.txt",
        {"sitemap_address": sitemap_address},
        content_type="text/plain; charset=utf-8",
    )


@login_not_required
@require_safe
def a_to_z(request: HttpRequest) -> HttpResponse:
    """Every English page by its title."""
    pages = [page for page in every_page(request) if page.language.is_english and page.url != "/"]
    pages.sort(key=lambda page: page.title.casefold())
    letters = [
        (letter, list(group)) for letter, group in groupby(pages, key=lambda page: page.title[:1].upper())
    ]
    return render(request, "pages/a_to_z.html", {"letters": letters, "part": "home"})
