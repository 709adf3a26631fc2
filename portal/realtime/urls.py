from django.urls import path

from . import views

app_name = "realtime"
urlpatterns = [path("signed-in-again/", views.signed_in_again, name="signed-in-again")]
