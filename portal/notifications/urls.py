from django.urls import path

from .views import arriving, following, inbox

app_name = "notifications"
urlpatterns = [
    path("notices/", inbox.notices_page, name="notices"),
    path("notices/<int:reader>/list/", inbox.notices_list, name="list"),
    path("notices/all-read/", inbox.notices_all_read, name="all-read"),
    path("notices/choices/", inbox.choices_page, name="choices"),
    path("notices/<int:pk>/read/", inbox.notice_read, name="read"),
    path("notices/not-arriving/", arriving.not_arriving, name="not-arriving"),
    path("notices/not-arriving/<int:pk>/again/", arriving.arriving_again, name="arriving-again"),
    path("follow/<str:kind>/<str:thing_id>/", following.follow_page, name="follow"),
    path("following/", following.code_page, name="code"),
    path("following/confirm/<str:token>/", following.confirm_page, name="confirm"),
    path("following/stop/<str:token>/", following.stop_page, name="stop"),
    path("following/<str:token>/", following.following_page, name="following"),
    path("mail/reports/<slug:provider>/", arriving.reports, name="reports"),
]
