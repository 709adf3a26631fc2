"""Loading the first sets of synonyms."""

from django.db import transaction

from portal.search.text import tokens

from ..models import SynonymSet
from .index import touch_later
from .seed_synonyms import SEED_SYNONYMS


@transaction.atomic
def ensure_seed_synonyms() -> int:
    """Add the seed sets that the editors' sets do not already speak of; return how many were added.

    A set whose first words stand in any set already, in use or not, is left to the editors.
    """
    known = {tuple(tokens(phrase)) for one in SynonymSet.objects.order_by("pk") for phrase in one.phrases()}
    missing = [phrases for phrases in SEED_SYNONYMS if tuple(tokens(phrases[0])) not in known]
    SynonymSet.objects.bulk_create(SynonymSet(words="\n".join(phrases)) for phrases in missing)
    if missing:
        touch_later()
    return len(missing)
