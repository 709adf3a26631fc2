"""The site's addresses and one more: a bare template page to measure others against."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from portal.urls import urlpatterns as site


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """The site's frame around one sentence."""
    return render(request, "bare.html")


urlpatterns = [path("bare/", bare), *site]
