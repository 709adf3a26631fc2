"""Who may open what: one row for each address of the site. The only list of expected answers.

Adding an address? Add one row, `"name:of-it": Row(WHO)`, to the part below that fits:

    "people:record": Row(NEAR(Sight.BASICS), at="young_person"),
    "people:end": Row(STAFF(P.KEEP_RECORDS), post=302, at="connection"),

- The first word is a pattern: who may open it. They stand below, each with the answer for those who may not:
  a stranger is sent to sign in, and everybody else gets "not found".
- `get` is what those who may open it get for reading it (200 unless said otherwise; 405 where it is only for
  sending). HEAD answers the same as GET.
- `post` is what they get for sending it empty: 405 unless said otherwise, 200 where the form comes back,
  302 where it leads on. Those who may not open it get the pattern's refusal, or 405 where nobody may send.
- `at` names what its address is about: a key of `AT`, where each says how the world of personas.py fills it
  in. Without it, the address names something that is not there.

PUT, PATCH, DELETE and OPTIONS answer 405 everywhere (portal.access.methods), and need no row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.access.roles import Permission as P
from portal.access.roles import Role, needs_second_factor
from portal.people.models import Sight

from .personas import Persona, World

AWAY, NOT_FOUND, NOT_ALLOWED = 302, 404, 405


@dataclass(frozen=True)
class Pattern:
    """Who may, and what those get who may not."""

    may: Callable[[Persona], bool]
    refusal: Callable[[Persona], int]


@dataclass(frozen=True)
class Row:
    """The expected answers of one address."""

    who: Pattern
    get: int = 200
    post: int = NOT_ALLOWED
    at: str = ""

    def answers(self, method: str, who: Persona) -> frozenset[int]:
        """The answers that are right for `who` sending `method`; usually one."""
        told = self.get if method in ("GET", "HEAD") else self.post
        if self.who.may(who):
            return frozenset({told})
        refused = self.who.refusal(who)
        return frozenset({refused, NOT_ALLOWED} if told == NOT_ALLOWED else {refused})


def _not_found(who: Persona) -> int:
    """A stranger, and staff who have not shown a second factor, are sent to sign in."""
    return AWAY if who.is_stranger or who.lacks_factor else NOT_FOUND


def _private(may: Callable[[Persona], bool]) -> Pattern:
    return Pattern(lambda who: not (who.is_stranger or who.lacks_factor) and may(who), _not_found)


PUBLIC = Pattern(lambda who: True, _not_found)
STRANGERS = Pattern(lambda who: who.is_stranger, lambda who: AWAY)  # signing in; others are in already
# A picture card opens one space and no account: every other private page is "not found".
SIGNED_IN = _private(lambda who: not who.by_card)
# What somebody needs to set up or show a second step, before anything else opens.
UNTIL_SECOND_STEP = Pattern(
    lambda who: not who.is_stranger and not who.by_card, lambda who: AWAY if who.is_stranger else NOT_FOUND
)
WHOEVER_IS_IN = Pattern(lambda who: not who.is_stranger, lambda who: AWAY)  # by whichever way
NOBODY = _private(lambda who: False)  # a thing of nobody here, such as another person's passkey


def STAFF(*permissions: P) -> Pattern:
    """Those who hold one of `permissions`."""
    return _private(lambda who: not who.permissions.isdisjoint(permissions))


WORKS_HERE = _private(lambda who: needs_second_factor(who.roles))


def NEAR(sight: Sight) -> Pattern:
    """The young person, and those in the circle who may see `sight`."""
    return _private(lambda who: sight in who.sees)


SELF = _private(lambda who: who.is_self)  # the young person alone
_GROWN = ("Sky", "Ash")  # whose rights have passed
SELF_GROWN = _private(lambda who: who.is_self and who.tries in _GROWN)


def NEAR_WITHOUT_CARD(sight: Sight, *permissions: P, with_self: bool = True) -> Pattern:
    """Those near who may see `sight`, and hold each of `permissions`. A picture card opens My space only."""
    return _private(
        lambda who: (
            sight in who.sees
            and not who.by_card
            and (with_self or not who.is_self)
            and who.permissions.issuperset(permissions)
        )
    )


NEARBY = _private(lambda who: (who.is_near or who.is_self) and not who.by_card)
CARD_MAKERS = _private(lambda who: who.is_near and P.MAKE_PICTURE_CARDS in who.permissions)
KEEPS_RECORD = _private(lambda who: who.is_near and P.KEEP_RECORDS in who.permissions)


def _asks_in(who: Persona) -> bool:
    """The co-ordinator and the parents before rights pass; then the young person."""
    if who.is_self:
        return who.tries in _GROWN and not who.by_card
    return who.is_near and (P.KEEP_RECORDS in who.permissions or Role.PARENT_CARER in who.roles)


ASKS_IN = _private(_asks_in)


# Wagtail's admin sends those away who may not open a page of it.
def _sent_away(who: Persona) -> int:
    return AWAY


def _admin(may: Callable[[Persona], bool], refusal: Callable[[Persona], int] = _sent_away) -> Pattern:
    return Pattern(
        lambda who: not (who.is_stranger or who.lacks_factor) and may(who),
        lambda who: NOT_FOUND if who.by_card else refusal(who),
    )


def _edits(who: Persona) -> bool:
    return P.EDIT_DIRECTORY in who.permissions or P.GIVE_ROLES in who.permissions


def _is_provider(who: Persona) -> bool:
    return Role.PROVIDER in who.roles


def _unknown_entry(who: Persona) -> int:
    """To a provider another's entry is not there; what they may not do with their own sends them away."""
    return NOT_FOUND if _is_provider(who) and who.speaks_for != "own" else AWAY


EDITORS = _admin(_edits)
EDITORS_OF_ENTRY = _admin(_edits, _unknown_entry)
ANY_ENTRY = _admin(lambda who: _edits(who) or bool(who.speaks_for))  # editors, and providers for their own
CHOOSERS = _admin(lambda who: _edits(who) or _is_provider(who))
OWN_ENTRY = _admin(lambda who: _edits(who) or who.speaks_for == "own", _unknown_entry)


def _no_keeper(who: Persona) -> int:
    """ "Still right?" with an account: a stranger is sent to sign in, for others there is nothing there."""
    return AWAY if who.is_stranger else NOT_FOUND


KEEPERS = Pattern(lambda who: bool(who.speaks_for), _no_keeper)
KEEPS_ENTRY = Pattern(lambda who: who.speaks_for == "own", _no_keeper)


def _no_remarks(who: Persona) -> int:
    """Those who enter the admin and may not answer families find nothing there."""
    return NOT_FOUND if who.enters_admin and not who.lacks_factor else AWAY


ANSWERERS = _admin(lambda who: P.ANSWER_REMARKS in who.permissions, _no_remarks)
SPEAKS_FOR_SOMEBODY = _private(lambda who: bool(who.speaks_for))
SPEAKS_FOR_ENTRY = _private(lambda who: who.speaks_for == "own")

# What an address is about: what to fill in, or the whole path. Each takes the world and the persona.
At = Callable[[World, Persona], dict[str, Any] | str]
AT: dict[str, At] = {
    "page": lambda world, who: "/money/benefits/",
    "record-held": lambda world, who: {"key": f"record-{world.young_people[who.tries].pk}"},
    "service": lambda world, who: {"pk": world.service.pk},
    "place": lambda world, who: {"pk": world.place.place_id},
    "run": lambda world, who: {"pk": world.run.pk},
    "entry": lambda world, who: {"slug": world.service.slug},
    "entry-section": lambda world, who: {"slug": world.service.slug, "section": "what"},
    "entry-part": lambda world, who: {"entry": world.service.uuid},
    "kept": lambda world, who: {"key": "account", "slug": world.service.slug},
    "keeper": lambda world, who: {"key": "account"},
    "provider": lambda world, who: {"slug": world.provider.slug},
    "feed-service": lambda world, who: {"thing": world.service.uuid},
    "feed-provider": lambda world, who: {"thing": world.provider.uuid},
    "feed-term": lambda world, who: {"thing": world.service.service_terms.get().term.uuid},
    "feed-taxonomy": lambda world, who: {"thing": world.service.service_terms.get().term.taxonomy.uuid},
    "feed-place": lambda world, who: {"thing": world.place.uuid},
    "concern": lambda world, who: {"uuid": world.concern.uuid},
    "concern-step": lambda world, who: {"uuid": world.concern.uuid, "kind": "did"},
    "inbox": lambda world, who: {"reader": 0 if who.is_stranger else world.users[who.name].pk},
    "followed": lambda world, who: {"kind": "localoffer.entry", "thing_id": world.service.uuid},
    "young_person": lambda world, who: {"uuid": world.young_people[who.tries].uuid},
    "place_in_circle": lambda world, who: {
        "uuid": world.young_people[who.tries].uuid,
        "place": next((one.pk for one in world.young_people[who.tries].circle.order_by("pk")), 0),
    },
}

THE_SITE = {
    "healthz": Row(PUBLIC),
    "picture": Row(PUBLIC, get=404),
    "look:gallery": Row(PUBLIC),
    "look:picture-credits": Row(PUBLIC),
    "inputs:settings": Row(PUBLIC, post=422),
    "realtime:signed-in-again": Row(SIGNED_IN),
    "pages:glossary": Row(PUBLIC),
    "pages:search": Row(PUBLIC),
    "pages:a-to-z": Row(PUBLIC),
    "pages:other-ways": Row(PUBLIC),
    "pages:media": Row(PUBLIC, get=404),
    "pages:photo": Row(PUBLIC, get=404),
    "pages:sitemap": Row(PUBLIC),
    "pages:robots": Row(PUBLIC),
    "wagtaildocs_serve": Row(PUBLIC, get=404, post=404),
    "wagtaildocs_authenticate_with_password": Row(PUBLIC, get=404, post=404),
    "wagtail_serve": Row(PUBLIC, post=200, at="page"),
}
LOCAL_OFFER = {
    "localoffer:search": Row(PUBLIC),
    "localoffer:a-to-z": Row(PUBLIC),
    "localoffer:browse": Row(PUBLIC),
    "localoffer:entry": Row(PUBLIC, at="entry"),
    "localoffer:entry-calendar": Row(PUBLIC, at="entry"),
    "localoffer:provider": Row(PUBLIC, at="provider"),
    "localoffer:whats-on": Row(PUBLIC),
    "localoffer:whats-on-calendar": Row(PUBLIC),
    "localoffer:missing": Row(PUBLIC, post=200),
    "localoffer:coverage": Row(PUBLIC),
    "localoffer:my-list": Row(PUBLIC),
    "localoffer:list-keep": Row(PUBLIC, get=405, post=404),
    "localoffer:list-keep-all": Row(PUBLIC, get=405, post=404),
    "localoffer:list-drop": Row(PUBLIC, get=405, post=404),
    "localoffer:list-share": Row(PUBLIC, get=405, post=302),
    "localoffer:list-shared": Row(PUBLIC, get=404),
    "localoffer:found-now": Row(PUBLIC),
    "localoffer:entry-now": Row(PUBLIC, at="entry-part"),
    "localoffer:how-current": Row(PUBLIC),
    "localoffer:still-right": Row(KEEPERS, at="keeper"),
    "localoffer:still-right-new-link": Row(PUBLIC, get=405, post=404),
    "localoffer:still-right-yes": Row(KEEPS_ENTRY, get=405, post=302, at="kept"),
    "localoffer:still-right-change": Row(KEEPS_ENTRY, post=200, at="kept"),
    "localoffer:right-now": Row(KEEPS_ENTRY, post=200, at="kept"),
    "localoffer:still-right-not-mine": Row(KEEPS_ENTRY, get=404, post=404, at="kept"),
}
WHAT_FAMILIES_SAY = {
    "localoffer:tell-us": Row(PUBLIC),
    "localoffer:tell-us-form": Row(PUBLIC, get=404, post=404),
    "localoffer:follow": Row(PUBLIC, post=200),
    "localoffer:told": Row(PUBLIC, get=404),
    "localoffer:told-now": Row(PUBLIC, get=404),
    "localoffer:comments": Row(PUBLIC),
    "localoffer:not-found": Row(PUBLIC, get=405, post=204),
    "localoffer:gaps": Row(STAFF(P.SEE_GAPS)),
    "localoffer:gaps-file": Row(STAFF(P.SEE_GAPS)),
    "localoffer:my-entries": Row(SPEAKS_FOR_SOMEBODY),
    "localoffer:my-entry": Row(SPEAKS_FOR_ENTRY, at="entry"),
    "localoffer:my-entry-send": Row(SPEAKS_FOR_ENTRY, get=302, post=302, at="entry"),
    "localoffer:my-entry-take-back": Row(SPEAKS_FOR_ENTRY, get=405, post=302, at="entry"),
    "localoffer:my-entry-section": Row(SPEAKS_FOR_ENTRY, post=200, at="entry-section"),
    "localoffer_admin:remarks": Row(ANSWERERS),
    "localoffer_admin:remark_new": Row(ANSWERERS, post=200),
    "localoffer_admin:remark_new_kind": Row(ANSWERERS, get=404, post=404),
    "localoffer_admin:remark": Row(ANSWERERS, get=404),
    "localoffer_admin:remark_act": Row(ANSWERERS, get=405, post=404),
    "localoffer_admin:changes": Row(EDITORS_OF_ENTRY, post=200, at="service"),
}
FEED = {
    f"localoffer:openreferral:{name}": Row(PUBLIC, at=at)
    for name, at in {
        "about": "",
        "openapi": "",
        "services": "",
        "services-one": "feed-service",
        "organizations": "",
        "organizations-one": "feed-provider",
        "taxonomies": "",
        "taxonomies-one": "feed-taxonomy",
        "taxonomy_terms": "",
        "taxonomy_terms-one": "feed-term",
        "service_at_locations": "",
        "service_at_locations-one": "feed-place",
    }.items()
}
SIGNING_IN = {
    "wagtailadmin_login": Row(PUBLIC, get=302, post=302),
    "wagtailadmin_password_reset": Row(PUBLIC, get=302, post=302),
    "wagtailadmin_password_reset_done": Row(PUBLIC, get=302, post=302),
    "wagtailadmin_password_reset_confirm": Row(PUBLIC, get=302, post=302),
    "wagtailadmin_password_reset_complete": Row(PUBLIC, get=302, post=302),
    "account_login": Row(STRANGERS, post=200),
    "account_request_login_code": Row(STRANGERS, post=200),
    "account_confirm_login_code": Row(PUBLIC, get=302, post=302),
    "mfa_login_webauthn": Row(PUBLIC, get=302, post=302),
    "mfa_authenticate": Row(PUBLIC, get=302, post=302),
    "account_inactive": Row(PUBLIC),
    "account_logout": Row(WHOEVER_IS_IN, post=302),
    "account_signup": Row(STRANGERS, post=200),
    "account_signup_by_passkey": Row(STRANGERS, post=200),
    "mfa_signup_webauthn": Row(PUBLIC, get=302, post=302),
    "account_email_verification_sent": Row(PUBLIC, get=302, post=302),
    "account_reset_password": Row(PUBLIC, post=200),
    "account_confirm_password_reset_code": Row(PUBLIC, get=302, post=302),
    "account_complete_password_reset": Row(PUBLIC, get=302, post=302),
    "account_password_reset_completed": Row(PUBLIC),
    "accounts:password": Row(STRANGERS, post=200),
    "accounts:ways-in": Row(SIGNED_IN),
    "accounts:invitation": Row(PUBLIC, get=404, post=404),
    "accounts:welcome": Row(SIGNED_IN),
}
ACCOUNT = {
    "accounts:my-account": Row(SIGNED_IN),
    "accounts:again-by-code": Row(UNTIL_SECOND_STEP, get=302, post=302),
    "account_email": Row(SIGNED_IN, post=302),
    "account_change_password": Row(SIGNED_IN, post=200),
    "account_set_password": Row(SIGNED_IN, get=302, post=302),
    "account_reauthenticate": Row(UNTIL_SECOND_STEP, post=200),
    "mfa_index": Row(UNTIL_SECOND_STEP),
    "mfa_activate_totp": Row(UNTIL_SECOND_STEP, post=200),
    "mfa_deactivate_totp": Row(NOBODY, get=404, post=404),
    "mfa_view_recovery_codes": Row(UNTIL_SECOND_STEP, get=404),
    "mfa_generate_recovery_codes": Row(UNTIL_SECOND_STEP, post=200),
    "mfa_download_recovery_codes": Row(UNTIL_SECOND_STEP, get=404, post=404),
    "mfa_list_webauthn": Row(UNTIL_SECOND_STEP),
    "mfa_add_webauthn": Row(UNTIL_SECOND_STEP, post=200),
    "mfa_edit_webauthn": Row(NOBODY),
    "mfa_remove_webauthn": Row(NOBODY),
    "mfa_reauthenticate": Row(UNTIL_SECOND_STEP, get=302, post=302),
    "mfa_reauthenticate_webauthn": Row(UNTIL_SECOND_STEP, get=302, post=302),
    "usersessions_list": Row(SIGNED_IN, post=302),
}
DATA_RIGHTS = {
    "datarights:mine": Row(SIGNED_IN, post=422),
    "datarights:my-copy": Row(SIGNED_IN, post=200),
    "datarights:desk": Row(STAFF(P.ANSWER_DATA_RIGHTS), post=422),
    "datarights:lengths": Row(STAFF(P.ANSWER_DATA_RIGHTS), post=422),
    "datarights:lift": Row(STAFF(P.ANSWER_DATA_RIGHTS), get=404, post=404),
    "datarights:answer": Row(STAFF(P.ANSWER_DATA_RIGHTS), get=404, post=404),
    "datarights:subject": Row(STAFF(P.ANSWER_DATA_RIGHTS), at="record-held"),
    "datarights:copy": Row(STAFF(P.ANSWER_DATA_RIGHTS), post=200, at="record-held"),
    "datarights:erase": Row(STAFF(P.ANSWER_DATA_RIGHTS), post=422, at="record-held"),
    "datarights:hold": Row(STAFF(P.ANSWER_DATA_RIGHTS), get=405, post=422, at="record-held"),
}
STAFF_PAGES = {
    "accounts:people": Row(STAFF(P.INVITE_FAMILIES, P.INVITE_STAFF)),
    "accounts:invite": Row(STAFF(P.INVITE_FAMILIES, P.INVITE_STAFF), post=200),
    "accounts:invitation-cancel": Row(STAFF(P.INVITE_FAMILIES, P.INVITE_STAFF), get=405, post=404),
    "accounts:role-end": Row(STAFF(P.GIVE_ROLES), get=404, post=404),
    "accounts:second-step-lost": Row(STAFF(P.GIVE_ROLES), get=404, post=404),
    "failures": Row(STAFF(P.SEE_FAILURES)),
    "failure-again": Row(STAFF(P.SEE_FAILURES), get=405, post=404),
}
FAMILIES = {
    "people:card-finished": Row(PUBLIC),
    "people:card": Row(PUBLIC, get=404, post=404),
    "people:my-space": Row(SELF),
    "people:my-circle": Row(SELF, post=404),
    "people:my-looks": Row(SELF),
    "people:my-tellings": Row(SELF),
    "people:my-choices": Row(SELF_GROWN, post=404),
    "people:my-cards": Row(SELF, post=404),
    "people:my-ask": Row(SELF_GROWN, post=422),
    "people:more-time": Row(SELF, get=405, post=302),
    "people:finish": Row(SELF, get=405, post=302),
    "people:my-family": Row(SIGNED_IN),
    "people:family-record": Row(NEAR_WITHOUT_CARD(Sight.BASICS, with_self=False), at="young_person"),
    "people:asked": Row(SIGNED_IN, post=404),
    "people:ask": Row(ASKS_IN, post=422, at="young_person"),
    "people:end": Row(NEARBY, get=405, post=404, at="young_person"),
    "people:take-back": Row(NEARBY, get=405, post=404, at="young_person"),
    "people:who-looked": Row(NEAR_WITHOUT_CARD(Sight.WHO_LOOKED), at="young_person"),
    "people:rights": Row(NEAR_WITHOUT_CARD(Sight.BASICS), at="young_person"),
    "people:settings-for": Row(NEARBY, post=422, at="young_person"),
    "people:tellings": Row(NEAR_WITHOUT_CARD(Sight.ABOUT_ME), at="young_person"),
    "people:tell": Row(NEAR_WITHOUT_CARD(Sight.ABOUT_ME, P.RECORD_TELLING), post=422, at="young_person"),
    "people:cards": Row(CARD_MAKERS, post=422, at="young_person"),
    "people:card-cancel": Row(CARD_MAKERS, get=405, post=404, at="young_person"),
    "people:records": Row(STAFF(P.JOIN_CIRCLES)),
    "people:record-new": Row(STAFF(P.KEEP_RECORDS), post=422),
    "people:record": Row(NEAR_WITHOUT_CARD(Sight.BASICS, P.JOIN_CIRCLES), at="young_person"),
    "people:record-correct": Row(KEEPS_RECORD, post=422, at="young_person"),
    "people:place-change": Row(KEEPS_RECORD, post=302, at="place_in_circle"),
    "people:place-confirm": Row(KEEPS_RECORD, get=302, post=302, at="place_in_circle"),
    "people:place-capacity": Row(KEEPS_RECORD, post=422, at="place_in_circle"),
    "files:open": Row(NOBODY),
    "concerns:tell-us": Row(PUBLIC, post=200),
    "concerns:sent": Row(PUBLIC),
    "concerns:list": Row(STAFF(P.READ_CONCERNS)),
    "concerns:read": Row(STAFF(P.READ_CONCERNS), at="concern"),
    "concerns:step": Row(STAFF(P.READ_CONCERNS), get=405, post=200, at="concern-step"),
}
TOLD = {
    "notifications:notices": Row(SIGNED_IN),
    "notifications:list": Row(SIGNED_IN, at="inbox"),
    "notifications:all-read": Row(SIGNED_IN, get=405, post=302),
    "notifications:choices": Row(SIGNED_IN, post=200),
    "notifications:read": Row(NOBODY, get=405, post=404),
    "notifications:not-arriving": Row(WORKS_HERE),
    "notifications:arriving-again": Row(NOBODY, get=405, post=404),
    "notifications:follow": Row(PUBLIC, post=200, at="followed"),
    "notifications:code": Row(PUBLIC, post=200),
    "notifications:confirm": Row(PUBLIC, get=404, post=404),
    "notifications:following": Row(PUBLIC, get=404, post=404),
    "notifications:stop": Row(PUBLIC, get=404, post=404),
    "notifications:reports": Row(PUBLIC, get=405, post=404),
}
ADMIN = {
    "localoffer_admin:mark_checked": Row(OWN_ENTRY, post=302, at="service"),
    "localoffer_admin:close": Row(EDITORS_OF_ENTRY, post=302, at="service"),
    "localoffer_admin:reopen": Row(EDITORS_OF_ENTRY, post=302, at="service"),
    "localoffer_admin:end": Row(EDITORS_OF_ENTRY, post=302, at="service"),
    "localoffer_admin:line": Row(EDITORS_OF_ENTRY, post=302, at="service"),
    "localoffer_admin:copy": Row(EDITORS_OF_ENTRY, post=302, at="service"),
    "localoffer_admin:freshness": Row(EDITORS, post=200),
    "localoffer_admin:ask_now": Row(EDITORS, get=405, post=302, at="service"),
    "localoffer_admin:entry_owner": Row(EDITORS, post=200, at="service"),
    "localoffer_admin:changes_done": Row(EDITORS, get=405, post=302, at="service"),
    "localoffer_admin:coverage": Row(EDITORS, post=200),
    "localoffer_admin:link_heading_page": Row(EDITORS, get=405, post=200),
    "localoffer_admin:unlink_heading_page": Row(EDITORS, get=405, post=404),
    "localoffer_admin:imports": Row(EDITORS),
    "localoffer_admin:import_new": Row(EDITORS, post=200),
    "localoffer_admin:import_example": Row(EDITORS),
    "localoffer_admin:import_run": Row(EDITORS, post=302, at="run"),
    "localoffer_admin:import_progress": Row(EDITORS, at="run"),
    "localoffer_admin:import_refusals": Row(EDITORS, at="run"),
    "localoffer_admin:remarks": Row(ANSWERERS),
    "localoffer_admin:remark_new": Row(ANSWERERS, post=200),
    "localoffer_admin:remark_new_kind": Row(ANSWERERS, get=404, post=404),
    "localoffer_admin:remark": Row(ANSWERERS, get=404),
    "localoffer_admin:remark_act": Row(ANSWERERS, get=405, post=404),
    "pages_messages:list": Row(EDITORS),
    "pages_messages:message": Row(EDITORS, get=404, post=404),
    "pages_versions": Row(EDITORS),
    "pages_versions_results": Row(EDITORS),
    "pages_reviews": Row(EDITORS),
    "pages_reviews_results": Row(EDITORS),
    "wagtailsnippets_localoffer_service:list": Row(ANY_ENTRY),
    "wagtailsnippets_localoffer_service:list_results": Row(ANY_ENTRY),
    "wagtailsnippets_localoffer_service:add": Row(EDITORS, post=200),
    "wagtailsnippets_localoffer_service:edit": Row(OWN_ENTRY, post=200, at="service"),
    "wagtailsnippets_localoffer_service:copy": Row(EDITORS_OF_ENTRY, get=302, post=302, at="service"),
    "wagtailsnippetchoosers_localoffer_service:choose": Row(CHOOSERS),
    "wagtailsnippetchoosers_localoffer_service:choose_results": Row(CHOOSERS),
    "wagtailsnippetchoosers_localoffer_service:chosen": Row(OWN_ENTRY, at="service"),
    "wagtailsnippetchoosers_localoffer_service:chosen_multiple": Row(CHOOSERS),
    "wagtailsnippetchoosers_localoffer_place:choose": Row(CHOOSERS),
    "wagtailsnippetchoosers_localoffer_place:choose_results": Row(CHOOSERS),
    "wagtailsnippetchoosers_localoffer_place:chosen": Row(CHOOSERS, at="place"),
    "wagtailsnippetchoosers_localoffer_place:chosen_multiple": Row(CHOOSERS),
}
EXPECTED: dict[str, Row] = (
    THE_SITE
    | LOCAL_OFFER
    | WHAT_FAMILIES_SAY
    | FEED
    | SIGNING_IN
    | ACCOUNT
    | DATA_RIGHTS
    | STAFF_PAGES
    | FAMILIES
    | TOLD
    | ADMIN
)
