"""The site's addresses and those of the measurement of live pages."""

from django.urls import path

from portal.urls import urlpatterns as site

from . import live_app

urlpatterns = [
    path("bench/people/", live_app.people),
    path("bench/change/<str:topic>/<str:identity>/<int:times>/", live_app.change),
    path("bench/plain/", live_app.change_plainly),
    path("bench/part/<str:identity>/", live_app.part),
    path("bench/told/", live_app.told),
    *site,
]
