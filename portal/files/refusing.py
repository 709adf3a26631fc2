"""Why a file is not taken, or has to be sent again."""

from django.forms import Form


class Refused(Exception):
    """A file that we do not keep. Its text is one sentence for the person: what is wrong and what to do."""

    @property
    def sentence(self) -> str:
        """What to tell the person."""
        return str(self)


def ask_again(form: Form, name: str, thing: str) -> None:
    """Say in a bound `form` that comes back that its file has to be chosen again: browsers keep no file.

    `name` is the field and `thing` what the file is called there, such as "your recording". Says nothing
    where no file came, or where something is wrong with the file itself.
    """
    if form.files.get(name) and name not in form.errors:
        form.add_error(name, f"Add {thing} again. We could not keep it with the form")
