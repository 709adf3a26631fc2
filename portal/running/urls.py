from django.urls import path

from . import failure_views, views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("media/images/<path:name>", views.picture, name="picture"),
    path("staff/failures/", failure_views.failures_page, name="failures"),
    path("staff/failures/<uuid:key>/again/", failure_views.failure_again, name="failure-again"),
]
