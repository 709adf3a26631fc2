"""The feed's eleven addresses and its description, from the table of endpoints."""

from django.urls import URLPattern, path, re_path

from . import views
from .endpoints import ENDPOINTS

app_name = "openreferral"


def _pair(number: int) -> list[URLPattern]:
    endpoint = ENDPOINTS[number]
    given = {"endpoint": endpoint}
    return [
        path(endpoint.path, views.many, given, name=endpoint.path),
        path(f"{endpoint.path}/", views.many, given),
        path(f"{endpoint.path}/<str:thing>", views.one, given, name=f"{endpoint.path}-one"),
        path(f"{endpoint.path}/<str:thing>/", views.one, given),
    ]


urlpatterns = [
    path("", views.about, name="about"),
    path("openapi.json", views.openapi, name="openapi"),
    *[pattern for number in range(len(ENDPOINTS)) for pattern in _pair(number)],
    re_path(r"^(?P<rest>.*)$", views.no_such_address),
]
