from typing import Any

from django.apps import AppConfig


class InputsConfig(AppConfig):
    name = "portal.inputs"
    label = "inputs"
    verbose_name = "How I use this site"

    def ready(self) -> None:
        """Let what was chosen on a device go with whoever signs in there for the first time."""
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.connect(take_along, dispatch_uid="inputs-signed-in")


def take_along(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Django says that somebody signed in. On a shared tablet the choices there may be another child's."""
    from .actions import begin_with
    from .settings import COOKIE_NAME, from_cookie

    if request is None or getattr(request, "is_shared_device", False):
        return
    if COOKIE_NAME in request.COOKIES:
        begin_with(user=user, chosen=from_cookie(request.COOKIES[COOKIE_NAME]))
