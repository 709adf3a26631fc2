"""People and entries that several tests of the admin share."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from localoffer.actions import ensure_groups, ensure_taxonomies
from localoffer.models import (
    CostOption,
    Provider,
    ProviderMember,
    Schedule,
    Service,
    ServiceTerm,
    TaxonomyTerm,
)
from portal.accounts.models import User


def make_user(email: str, **fields: Any) -> User:
    return User.objects.create_user(email, "a-long-password-2026", **fields)


def make_service(provider: Provider, name: str = "Saturday splash", **fields: Any) -> Service:
    """A published entry with one time, one price and one word to file it under."""
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    facts = {
        "summary": "Swimming for children who like it quiet.",
        "assured_date": date(2026, 1, 12),
        "assured_by_role": "the provider",
        "next_check_date": date(2026, 4, 12),
        **fields,
    }
    service = Service(provider=provider, name=name, slug=slug, live=False, **facts)
    service.schedules = [
        Schedule(
            freq="WEEKLY", byday="SA", opens_at=time(10, 0), closes_at=time(11, 0), description="Saturdays"
        )
    ]
    service.cost_options = [CostOption(option="Each session", amount="4.50")]
    service.service_terms = [ServiceTerm(term=TaxonomyTerm.objects.get(taxonomy__key="need", slug="autism"))]
    service.save()
    service.save_revision().publish()
    return Service.objects.get(pk=service.pk)


@dataclass
class Area:
    """Two providers, each with an entry; an editor; someone who speaks for the first provider."""

    editor: User
    member: User
    stranger: User
    own_provider: Provider
    other_provider: Provider
    own: Service
    other: Service


def read_area() -> Area:
    """The area that `make_area` made, as it stands now."""
    return Area(
        editor=User.objects.get(email="editor@larkshire.example"),
        member=User.objects.get(email="provider@larkshire.example"),
        stranger=User.objects.get(email="nobody@larkshire.example"),
        own_provider=Provider.objects.get(slug="lark-leisure"),
        other_provider=Provider.objects.get(slug="otter-club"),
        own=Service.objects.get(provider__slug="lark-leisure"),
        other=Service.objects.get(provider__slug="otter-club"),
    )


def make_area() -> Area:
    ensure_taxonomies()
    editors, providers = ensure_groups()
    editor = make_user("editor@larkshire.example", post="Local Offer editor")
    editor.groups.add(editors)
    member = make_user("provider@larkshire.example")
    stranger = make_user("nobody@larkshire.example")
    member.groups.add(providers)
    stranger.groups.add(providers)
    own_provider = Provider.objects.create(name="Lark Leisure", slug="lark-leisure")
    other_provider = Provider.objects.create(name="Otter Club", slug="otter-club")
    ProviderMember.objects.create(provider=own_provider, user=member)
    return Area(
        editor=editor,
        member=member,
        stranger=stranger,
        own_provider=own_provider,
        other_provider=other_provider,
        own=make_service(own_provider),
        other=make_service(other_provider, "Otter evenings"),
    )
