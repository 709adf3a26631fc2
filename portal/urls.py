"""Every address of the site. Sign-in is the default; each public view says so where it is defined."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern
from wagtail.views import serve

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("portal.look.urls")),
    path("", include("portal.inputs.urls")),
    path("", include("portal.pages.urls")),
    path("", include("localoffer.urls")),
]

# Wagtail does not mark its own page view as public.
urlpatterns += i18n_patterns(
    re_path(serve_pattern, login_not_required(serve), name="wagtail_serve"), prefix_default_language=False
)
handler403 = "portal.look.errors.not_allowed"

if settings.DEBUG:
    from django.conf.urls.static import static

    urlpatterns = static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) + urlpatterns
