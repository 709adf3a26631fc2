"""Every address of the site. Sign-in is the default; each public view says so where it is defined."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.home import sprite
from wagtail.admin.views.i18n import localized_js_catalog
from wagtail.documents.views import serve as documents
from wagtail.urls import serve_pattern
from wagtail.views import serve

urlpatterns = [
    # The admin's sign-in page reads its icons and translated words before anyone has signed in. Sent to the
    # sign-in page instead, it would draw a second form inside itself.
    path("cms/sprite/", login_not_required(sprite)),
    path("cms/jsi18n/", login_not_required(localized_js_catalog)),
    path("", include("portal.accounts.urls")),  # before the admin's: it leads the admin's sign-in to ours
    path("cms/", include(wagtailadmin_urls)),
    # Wagtail does not mark its document views as public; a private collection still asks for its password.
    re_path(r"^documents/(\d+)/(.*)$", login_not_required(documents.serve), name="wagtaildocs_serve"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        login_not_required(documents.authenticate_with_password),
        name="wagtaildocs_authenticate_with_password",
    ),
    path("", include("portal.running.urls")),
    path("", include("portal.notifications.urls")),
    path("", include("portal.look.urls")),
    path("", include("portal.inputs.urls")),
    path("", include("portal.realtime.urls")),
    path("", include("portal.files.urls")),
    path("", include("portal.datarights.urls")),
    path("", include("portal.people.concern_urls")),
    path("", include("portal.people.urls")),
    path("", include("portal.pages.urls")),
    path("", include("localoffer.urls")),
]

# Wagtail does not mark its own page view as public.
urlpatterns += i18n_patterns(
    re_path(serve_pattern, login_not_required(serve), name="wagtail_serve"), prefix_default_language=False
)
handler403 = "portal.look.errors.not_allowed"
