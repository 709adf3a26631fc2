"""Logs without people in them."""

import logging
import re
from traceback import format_exception

# Every address that opens something for whoever has it.
SECRET_PATHS = re.compile(
    r"(/shared/|/still-right/|/following/(?:confirm/|stop/)?|/tell-us/follow/|/card/|/invitation/)[^/\s]+"
)
QUERY = re.compile(r"\?[^\s\"']*=[^\s\"']*")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


class WithoutPeople(logging.Filter):
    """Takes secret links, what was searched for and email addresses out of every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the record's message, and what was raised, by their clean forms; every record is kept."""
        record.msg, record.args = clean(record.getMessage()), ()
        if record.exc_info:
            record.exc_text = clean("".join(format_exception(*record.exc_info))).rstrip()
        return True


def clean(line: str) -> str:
    """Return the line with secrets, queries and email addresses replaced by dots."""
    line = SECRET_PATHS.sub(r"\1...", line)
    return EMAIL.sub("...", QUERY.sub("?...", line))
