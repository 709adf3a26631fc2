"""Which addresses a person has shown to be theirs, and which of them their mail goes to."""

from typing import Any

from django.apps import apps

from .models import MailWishes


def confirmed_addresses(user: Any) -> list[str]:
    """The addresses that `user` confirmed, the one they sign in with first. Empty for a picture card."""
    own = [user.email] if user.email else []
    if not apps.is_installed("allauth.account"):
        return own
    addresses: Any = apps.get_app_config("account").get_model("EmailAddress")
    confirmed = addresses.objects.filter(user=user, verified=True)
    return own + [one for one in confirmed.order_by("pk").values_list("email", flat=True) if one not in own]


def mail_address(user: Any, wishes: MailWishes | None) -> str:
    """Where mail for `user` goes: the address they chose while it is still theirs, else the one they sign in
    with; "" when they have none."""
    if wishes and wishes.address and wishes.address in confirmed_addresses(user):
        return wishes.address
    return user.email or ""
