"""How people use this site: theirs to see, and gone with the account."""

from portal.datarights.registry import Held, hold

hold(Held("inputs.AccessPreferences", "How you use this site", of_user=("user",), did=("chosen_by",)))
