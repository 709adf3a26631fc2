"""Addresses of our own admin pages, under /cms/local-offer/."""

from django.urls import path

from .boards import coverage_board, link_heading_page, unlink_heading_page
from .changes import entry_changes
from .entry_actions import entry_action
from .freshness_board import ask_owner_now, changes_done, entry_owner, freshness_board
from .imports import import_example, import_list, import_new, import_progress, import_refusals, import_run
from .remarks import remark_act, remark_new, remark_page, remark_queue

app_name = "localoffer_admin"
urlpatterns = [
    path("entry/<int:pk>/checked/", entry_action, {"name": "mark_checked"}, name="mark_checked"),
    path("entry/<int:pk>/close/", entry_action, {"name": "close"}, name="close"),
    path("entry/<int:pk>/reopen/", entry_action, {"name": "reopen"}, name="reopen"),
    path("entry/<int:pk>/end/", entry_action, {"name": "end"}, name="end"),
    path("entry/<int:pk>/line/", entry_action, {"name": "line"}, name="line"),
    path("entry/<int:pk>/copy/", entry_action, {"name": "copy"}, name="copy"),
    path("entry/<int:pk>/changes/", entry_changes, name="changes"),
    path("freshness/", freshness_board, name="freshness"),
    path("freshness/<int:pk>/ask/", ask_owner_now, name="ask_now"),
    path("freshness/<int:pk>/owner/", entry_owner, name="entry_owner"),
    path("freshness/<int:pk>/done/", changes_done, name="changes_done"),
    path("coverage/", coverage_board, name="coverage"),
    path("coverage/link/", link_heading_page, name="link_heading_page"),
    path("coverage/unlink/<int:pk>/", unlink_heading_page, name="unlink_heading_page"),
    path("remarks/", remark_queue, name="remarks"),
    path("remarks/new/", remark_new, name="remark_new"),
    path("remarks/new/<slug:kind>/", remark_new, name="remark_new_kind"),
    path("remarks/<int:pk>/", remark_page, name="remark"),
    path("remarks/<int:pk>/<slug:name>/", remark_act, name="remark_act"),
    path("imports/", import_list, name="imports"),
    path("imports/new/", import_new, name="import_new"),
    path("imports/example.csv", import_example, name="import_example"),
    path("imports/<int:pk>/", import_run, name="import_run"),
    path("imports/<int:pk>/progress/", import_progress, name="import_progress"),
    path("imports/<int:pk>/refused.csv", import_refusals, name="import_refusals"),
]
