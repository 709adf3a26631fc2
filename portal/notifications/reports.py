"""What the mail provider reports about our mail, as Anymail reads it from each provider's own form."""

from typing import Any
from uuid import UUID

from anymail.signals import tracking

from .report_actions import note_report


def connect() -> None:
    """Listen to Anymail. Its views have checked the provider's secret, and signature where it signs."""
    tracking.connect(_receive, dispatch_uid="portal.notifications")


def _receive(event: Any, **_rest: Any) -> None:
    note_report(
        told=str(event.event_type or ""),
        delivery=_uuid((event.metadata or {}).get("delivery")),
        provider_id=str(event.message_id or ""),
        address=str(event.recipient or "").lower(),
        reason=str(event.reject_reason or "")[:20],
        at=event.timestamp,
    )


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
