"""An entry that nobody confirmed: families no longer find it, and its page says where else to look."""

from django.db.models import QuerySet

from .actions import NOBODY_CONFIRMED
from .models import Service, ServiceTerm, Taxonomy
from .models.service import Status
from .queries import entry_cards

MOST_SHOWN = 5


def hidden_for_now() -> QuerySet[Service]:
    """Entries that were public and would be again if somebody confirmed them."""
    hidden = Service.objects.filter(live=True, hidden_reason=NOBODY_CONFIRMED)
    return hidden.exclude(status=Status.ENDED).select_related("provider")


def elsewhere(service: Service) -> dict[str, object]:
    """Where a family may look instead: what the provider still offers, and help of the same kind. Three
    queries."""
    terms = ServiceTerm.objects.filter(
        service=service, term__taxonomy__key__in=(Taxonomy.HELP, Taxonomy.NEED)
    )
    same = ServiceTerm.objects.filter(term__in=terms.order_by().values("term")).values("service_id")
    cards = entry_cards()
    return {
        "from_provider": list(cards.filter(provider_id=service.provider_id).order_by("name")[:MOST_SHOWN]),
        "alike": list(
            cards.filter(pk__in=same).exclude(provider_id=service.provider_id).order_by("name")[:MOST_SHOWN]
        ),
    }
