"""What being told leaves behind about people, and when it has run out."""

from django.db.models import Q

from portal.datarights.registry import Held, hold
from portal.datarights.retention import Expires, expire

hold(Held("notifications.Notice", "Notices", of_user=("recipient",), of_email=("follower__address",)))
hold(
    Held(
        "notifications.Delivery",
        "Emails sent to you",
        of_user=("recipient",),
        of_email=("address",),
        did=("by",),
        hides=("link", "provider_id"),  # a link may be a way in
    )
)
hold(Held("notifications.AddressTrouble", "Addresses that mail did not reach", of_email=("address",)))
hold(Held("notifications.Desk", "Whom a failed address is shown to", of_user=("user",)))
hold(Held("notifications.Preference", "What you want to be told", of_user=("user",)))
hold(Held("notifications.MailWishes", "How you want to be told", of_user=("user",), of_email=("address",)))
hold(Held("notifications.Follow", "What you follow", of_email=("follower__address",)))
hold(
    Held(
        "notifications.Follower",
        "Following without an account",
        of_email=("address",),
        hides=("code_hash",),
        order=70,
    )
)

expire(
    Expires("notice", "notifications.Notice", lambda kept: Q(made_at__date__lt=kept), of_user=("recipient",))
)
expire(
    Expires(
        "delivery",
        "notifications.Delivery",
        lambda kept: Q(made_at__date__lt=kept) & ~Q(state="queued"),
        of_user=("recipient",),
    )
)
