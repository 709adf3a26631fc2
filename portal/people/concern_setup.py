"""What concerns need of other parts: a notice that goes at once, a kind of file, a reminder."""

from portal.access.gates import may
from portal.access.roles import Permission
from portal.files import kinds as files
from portal.files.formats import Family
from portal.notifications import kinds as notices
from portal.running.schedule import every

from .actions.concerns import FILE_KIND, NOTICE_KIND, note_recording_opened
from .concern_queries import may_open_recording, may_read
from .concern_tasks import tell_of_waiting_concerns


def register_concerns() -> None:
    """Register all; called once, from `AppConfig.ready`."""
    every("people.concerns-waiting", tell_of_waiting_concerns, at="09:00")
    notices.register(
        notices.NoticeKind(
            key=NOTICE_KIND,
            title="Somebody does not feel safe",
            line="Somebody used “I do not feel safe”. Please read it now.",
            may_get=may_read,
            goes_at_once=True,
            is_for=lambda user: may(user, Permission.READ_CONCERNS),
        )
    )
    files.register(
        files.FileKind(
            key=FILE_KIND,
            title="With a concern",
            takes=frozenset({Family.PICTURE, Family.SOUND, Family.FILM}),
            may_open=may_open_recording,
            note_look=note_recording_opened,
            most_each=1,
        )
    )
