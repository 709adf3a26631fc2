"""The addresses of the Local Offer. Every page here is public; each view says so itself."""

from django.urls import URLPattern, URLResolver, include, path

from .openreferral.views import about as feed_about
from .views import (
    browse,
    coverage,
    entry,
    how_current,
    lists,
    missing,
    provider,
    right_now,
    search,
    still_right,
    whats_on,
)

app_name = "localoffer"

urlpatterns: list[URLPattern | URLResolver] = [
    path("find-help/", search.search_page, name="search"),
    path("find-help/a-to-z/", browse.a_to_z, name="a-to-z"),
    path("find-help/browse/", browse.browse, name="browse"),
    path("find-help/now/", right_now.found_now, name="found-now"),
    path("find-help/how-current/", how_current.how_current_page, name="how-current"),
    path("find-help/entry/now/<uuid:entry>/", right_now.entry_now, name="entry-now"),
    path("find-help/entry/<slug:slug>/", entry.entry_page, name="entry"),
    path("find-help/entry/<slug:slug>.ics", entry.entry_calendar, name="entry-calendar"),
    path("find-help/provider/<slug:slug>/", provider.provider_page, name="provider"),
    path("find-help/whats-on/", whats_on.whats_on_page, name="whats-on"),
    path("find-help/whats-on.ics", whats_on.whats_on_calendar, name="whats-on-calendar"),
    path("find-help/missing/", missing.missing_page, name="missing"),
    path("", include("localoffer.remark_urls")),
    path("find-help/what-is-covered/", coverage.coverage_page, name="coverage"),
    path("still-right/<str:key>/", still_right.still_right, name="still-right"),
    path("still-right/<str:key>/new-link/", still_right.new_link, name="still-right-new-link"),
    path("still-right/<str:key>/<slug:slug>/yes/", still_right.confirm, name="still-right-yes"),
    path("still-right/<str:key>/<slug:slug>/change/", still_right.change, name="still-right-change"),
    path("still-right/<str:key>/<slug:slug>/now/", right_now.right_now, name="right-now"),
    path("still-right/<str:key>/<slug:slug>/not-mine/", still_right.not_mine, name="still-right-not-mine"),
    path("my-list/", lists.my_list, name="my-list"),
    path("my-list/keep/", lists.list_keep, name="list-keep"),
    path("my-list/keep-all/", lists.list_keep_all, name="list-keep-all"),
    path("my-list/drop/", lists.list_drop, name="list-drop"),
    path("my-list/share/", lists.list_share, name="list-share"),
    path("my-list/shared/<str:secret>/", lists.list_shared, name="list-shared"),
    path("api/oruk/v3", feed_about),  # the feed's base is also asked for without its slash
    path("api/oruk/v3/", include("localoffer.openreferral.urls")),
]
