"""Who may see and change which entry in the admin.

Local Offer editors hold Django's permissions on the whole directory. A provider holds none: their rights
come from being a member of the provider that runs the service, and end when that ends. What a provider may
not know of is answered with "not found", never with "not allowed".
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.permission_policies import ModelPermissionPolicy

from .models import ProviderMember, Service

# What a member may do with an entry of their own provider. Publishing stays with the editors.
MEMBER_ACTIONS = frozenset({"change", "view"})


def providers_of(user: Any) -> frozenset[int]:
    """The primary keys of the providers that `user` speaks for; read once for each signed-in request."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if not hasattr(user, "_provider_ids"):
        members = ProviderMember.objects.filter(user=user)
        user._provider_ids = frozenset(members.values_list("provider_id", flat=True))
    known: frozenset[int] = user._provider_ids
    return known


def is_editor(user: Any) -> bool:
    """Whether `user` may change any entry, not only those of their own provider."""
    return bool(user.has_perm("localoffer.change_service"))


class ServicePermissionPolicy(ModelPermissionPolicy):
    """Editors by Django's permissions; members of a provider for that provider's own entries only."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether `user` may do `action` with at least some entry."""
        if super().user_has_permission(user, action):
            return True
        return action in MEMBER_ACTIONS and bool(providers_of(user))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Whether `user` may do one of `actions` with at least some entry."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Service) -> bool:
        """Whether `user` may do `action` with this entry."""
        if super().user_has_permission(user, action):
            return True
        return action in MEMBER_ACTIONS and instance.provider_id in providers_of(user)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Service]:
        """The entries that `user` may do one of `actions` with."""
        actions = list(actions)
        if any(super(ServicePermissionPolicy, self).user_has_permission(user, a) for a in actions):
            return Service.objects.all()
        if MEMBER_ACTIONS.isdisjoint(actions):
            return Service.objects.none()
        return Service.objects.filter(provider_id__in=providers_of(user))

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Everyone who may do one of `actions` with some entry."""
        actions = list(actions)
        users = super().users_with_any_permission(actions)
        if MEMBER_ACTIONS.isdisjoint(actions):
            return users
        everyone = users.model._default_manager.filter(is_active=True)
        return everyone.filter(Q(pk__in=users) | Q(provider_memberships__isnull=False)).distinct()


service_policy = ServicePermissionPolicy(Service)


def visible_services(user: Any) -> QuerySet[Service]:
    """The entries that `user` may see in the admin."""
    return service_policy.instances_user_has_any_permission_for(
        user, ["add", "change", "delete", "publish", "view"]
    )


def gate_service(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wrap an admin view of one entry: raises Http404 when the entry is not one that the user may see."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = unquote(str(kwargs["pk"])) if "pk" in kwargs else None
        if key is not None and not (key.isdigit() and visible_services(request.user).filter(pk=key).exists()):
            raise Http404("There is no such entry here.")
        return view(request, *args, **kwargs)

    return gated
