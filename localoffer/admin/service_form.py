"""The rules of the entry form that no single field can hold."""

import re
from typing import Any

from django.http import QueryDict
from wagtail.admin.forms import WagtailAdminModelForm

from ..models import Service
from ..slugs import unique_slug
from .choosers import A_KEY, places_known_to, tell_choosers

_A_PLACE = re.compile(r"(?:service_places|schedules)-\d+-place")


class ServiceForm(WagtailAdminModelForm):
    """The form for one entry. Gives a new entry its address once; an edit never changes it."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.has_unknown_place = False
        if data is not None:
            data = self._without_unknown_places(data, kwargs.get("instance"), kwargs.get("for_user"))
        super().__init__(data, *args, **kwargs)
        tell_choosers(row for formset in self.formsets.values() for row in formset.forms)

    def _without_unknown_places(self, data: QueryDict, service: Service | None, user: Any) -> QueryDict:
        """`data` without places that the sender may not know of. The window for choosing does not offer them,
        and the form would name one whose number was made up."""
        sent = {name: data[name] for name in data if _A_PLACE.fullmatch(name) and A_KEY.fullmatch(data[name])}
        if user is None or not sent:
            return data
        known = set(places_known_to(user).filter(pk__in=sent.values()).values_list("pk", flat=True))
        if service is not None:
            known |= {row.place_id for row in service.service_places.all()}
            known |= {row.place_id for row in service.schedules.all()}
        unknown = [name for name, key in sent.items() if int(key) not in known]
        if unknown:
            self.has_unknown_place = True
            data = data.copy()
            for name in unknown:
                data[name] = ""
        return data

    def clean(self) -> dict[str, Any]:
        """Check the ages against each other and name the entry's address."""
        cleaned: dict[str, Any] = super().clean()
        if self.has_unknown_place:
            self.add_error(None, "One of the places is not in the list. Choose it again.")
        youngest, oldest = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("maximum_age", "The oldest age is below the youngest. Check both, or swap them.")
        if not self.instance.slug and cleaned.get("name"):
            self.instance.slug = unique_slug(cleaned["name"], type(self.instance))
        return cleaned
