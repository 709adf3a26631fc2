"""The link of a public page to being told when it changes."""

from django import template

from portal.notifications.followable import followable_kind

register = template.Library()


@register.inclusion_tag("notifications/follow_link.html")
def follow_link(
    kind: str, thing_id: object, classes: str = "gt-button gt-button--secondary"
) -> dict[str, object]:
    """ "Tell me when this changes", for a thing of a kind that can be followed; nothing for any other:
    {% follow_link "localoffer.entry" service.uuid %}."""
    return {"kind": kind if followable_kind(kind) else "", "thing_id": str(thing_id), "classes": classes}
