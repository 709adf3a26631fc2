"""The admin's own pages for users stay shut: people and roles have theirs (portal.accounts.views.people).

A new address typed there would be somebody else's way into the account, and a deleted account would take its
places in circles with it. Neither asks for a second step, and neither leaves a row in the record of acts.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from .models import User

ELSEWHERE = "People and their roles are looked after here, and their data under “Requests about data”."


def _elsewhere(request: HttpRequest) -> HttpResponse:
    messages.warning(request, ELSEWHERE)
    return redirect("accounts:people")


@hooks.register("before_create_user")
def no_new_user(request: HttpRequest) -> HttpResponse:
    """Lead to inviting, in place of making an account for somebody."""
    return _elsewhere(request)


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def no_change_of_a_user(request: HttpRequest, user: Any) -> HttpResponse:
    """Lead to roles and data, in place of changing or deleting somebody's account."""
    return _elsewhere(request)


@hooks.register("before_bulk_action")
def no_change_of_many_users(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> HttpResponse | None:
    """The same for many at once; None lets what is about other things go on."""
    return _elsewhere(request) if User in action.models else None
