"""Mail kept as files, for the demo and for journeys: one file for each, for any mail program."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class MailFiles(BaseEmailBackend):
    """Writes each mail into EMAIL_FILE_PATH as `<time>-<mark>.eml`. The mark is made from its Message-ID, so
    that the same mail handed over twice is one file, as it is one mail to whoever keeps mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each mail; return how many there are. A half-written file is never seen."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> None:
        mail = message.message()
        mark = hashlib.sha256(str(mail["Message-ID"]).encode()).hexdigest()[:12]
        if any(self.folder.glob(f"*-{mark}.eml")):
            return
        name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{mark}.eml"
        half = self.folder / f".{name}"
        half.write_bytes(mail.as_bytes())
        half.rename(self.folder / name)
