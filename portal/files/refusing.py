"""Why a file is not taken."""


class Refused(Exception):
    """A file that we do not keep. Its text is one sentence for the person: what is wrong and what to do."""

    @property
    def sentence(self) -> str:
        """What to tell the person."""
        return str(self)
