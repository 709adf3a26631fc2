"""What owners and editors are told about checks: the kinds of notice, each a neutral line and a link."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from portal.notifications import kinds, relying
from portal.notifications.kinds import NoticeKind

from .checking import Step
from .models import EntryOwner
from .permissions import is_editor, service_policy

ASKED = "still-right-asked"
NEW_LINK = "still-right-new-link"
UNOWNED = "still-right-nobody-keeps-it"
NOT_MINE = "still-right-not-mine"
CHANGED = "still-right-changed"
OF_STEP = {
    Step.BEFORE: "still-right-before",
    Step.ON: "still-right-on",
    Step.AFTER: "still-right-after",
    Step.LAST: "still-right-last",
    Step.HIDDEN: "still-right-hidden",
}
MOST_PRESSING_FIRST = (Step.HIDDEN, Step.LAST, Step.AFTER, Step.ON, Step.BEFORE)

LINES = {
    OF_STEP[Step.BEFORE]: (
        "Your entry in the Local Offer: please check it soon",
        "It will soon be time to check what families read about your service. Is it still right? "
        "You need no password: look, and press one button.",
    ),
    OF_STEP[Step.ON]: (
        "Your entry in the Local Offer: is it still right?",
        "Today is the day to check what families read about your service. Is it still right? "
        "You need no password: look, and press one button.",
    ),
    OF_STEP[Step.AFTER]: (
        "Your entry in the Local Offer: we still need your answer",
        "We asked you to check what families read about your service, and we have not heard from you. "
        "You need no password: look, and press one button.",
    ),
    OF_STEP[Step.LAST]: (
        "Your entry in the Local Offer: families now see that it may be out of date",
        "Nobody has checked what families read about your service. The page now says that it may be out of "
        "date. If we do not hear from you, families will no longer find it. "
        "One button puts that right.",
    ),
    OF_STEP[Step.HIDDEN]: (
        "Your entry in the Local Offer: families can no longer find it",
        "We asked four times and did not hear from you, so families can no longer find your service here. "
        "Look at it and press one button: it comes back at once.",
    ),
    ASKED: (
        "Your entry in the Local Offer: is it still right?",
        "The Local Offer team asks you to check what families read about your service. "
        "You need no password: look, and press one button.",
    ),
    NEW_LINK: (
        "Your new link to your entry in the Local Offer",
        "You asked for a new link. It opens what families read about your service.",
    ),
}


def kind_for(steps: Iterable[Step]) -> str:
    """The kind of one mail about several entries: that of the most pressing step among them."""
    taken = set(steps)
    return OF_STEP[next(step for step in MOST_PRESSING_FIRST if step in taken)]


def editors() -> list[Any]:
    """Everyone who keeps the whole directory."""
    return list(service_policy.users_with_any_permission(["publish"]).order_by("pk"))


def _editors_only(user: Any, thing_id: str) -> bool:
    return is_editor(user)


def _nobody(user: Any, thing_id: str) -> bool:
    return False  # these go to addresses, never to an inbox


def _is_still_theirs(thing_id: str, address: str) -> bool:
    """Whether the owner is there, and is still reached at this address."""
    from .owners import address_of

    owner = EntryOwner.objects.select_related("user").filter(pk=thing_id).first()
    return owner is not None and not owner.given_up_at and address_of(owner).lower() == address.lower()


def editors_who_rely_on(address: str) -> list[relying.Reliance]:
    """The editors, when `address` belongs to somebody who keeps an entry right."""
    by_account = EntryOwner.objects.filter(email="", user__email__iexact=address)
    if not (EntryOwner.objects.filter(email__iexact=address) | by_account).exists():
        return []
    link = f"{reverse('localoffer_admin:freshness')}?show=bounced"
    return [relying.Reliance(editor, "keeps an entry of the directory right", link) for editor in editors()]


def register() -> None:
    """Make the kinds known; called once, from `AppConfig.ready`."""
    for key, (title, line) in LINES.items():
        kinds.register(
            NoticeKind(key, title, line, may_get=_nobody, to_addresses=True, may_mail=_is_still_theirs)
        )
    kinds.register(
        NoticeKind(
            UNOWNED,
            "Entries that nobody keeps right",
            "It is time to check entries that nobody keeps right. The board says which.",
            may_get=_editors_only,
            is_for=is_editor,
            usual="daily",
        )
    )
    kinds.register(
        NoticeKind(
            NOT_MINE,
            "Somebody says that an entry is not theirs",
            "Somebody who kept an entry right says that it is not theirs any more. The board says which.",
            may_get=_editors_only,
            is_for=is_editor,
        )
    )
    kinds.register(
        NoticeKind(
            CHANGED,
            "Somebody says that their entry has changed",
            "Somebody who keeps an entry right says that something has changed. The board says what.",
            may_get=_editors_only,
            is_for=is_editor,
        )
    )
    relying.register("localoffer.owners", editors_who_rely_on)
