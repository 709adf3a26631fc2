from django.urls import include, path

from portal.urls import urlpatterns as site

from . import views

pages = (
    [
        path("shown/<str:identity>/", views.shown, name="shown-thing"),
        path("shown/<str:identity>/now/", views.shown_part, name="shown-thing-now"),
        path("own/", views.own, name="own"),
        path("own/<str:identity>/now/", views.own_part, name="own-thing-now"),
        path("change/<str:topic>/<str:identity>/", views.change_it, name="change"),
        path("sign-in/", views.sign_in, name="sign-in"),
    ],
    "live_site",
)
urlpatterns = [path("live-things/", include(pages)), *site]
