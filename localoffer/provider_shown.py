"""Everything the provider page shows, from a provider loaded with its answers and services. No queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .cards import cards_for
from .headings import SEN_REPORT, TEN_POINTS, Point
from .models import Provider, ProviderAnswer


@dataclass(frozen=True)
class Answered:
    """One heading that a provider answers, with its answer or none."""

    point: Point
    answer: str = ""
    checked: date | None = None


def provider_context(provider: Provider, *, today: date) -> dict[str, object]:
    """Return the template context of the provider page."""
    answers = {one.code: one for one in provider.answers.all()}
    report = _answered(SEN_REPORT, answers, provider) if provider.is_school else []
    points = _answered(TEN_POINTS, answers)
    return {
        "part": "find-help",
        "provider": provider,
        "cards": cards_for(provider.published_services, today=today),
        "report": report,
        "report_told": sum(bool(one.answer) for one in report),
        "points": points,
        "points_told": sum(bool(one.answer) for one in points),
    }


def _answered(
    points: Sequence[Point], answers: dict[str, ProviderAnswer], provider: Provider | None = None
) -> list[Answered]:
    found = []
    for point in points:
        one = answers.get(point.code)
        text = one.answer if one else ""
        if not text and provider and point.code == "sen-4":
            text = _senco(provider)
        found.append(Answered(point, text, one.checked_date if one else None))
    return found


def _senco(provider: Provider) -> str:
    """The SENCO's name and email, which a school gives beside its report."""
    return ", ".join(part for part in (provider.senco_name, provider.senco_email) if part)
