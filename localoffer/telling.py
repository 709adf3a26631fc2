"""What families tell us, made known to the ground floor. Called once, from `AppConfig.ready`."""

from portal.running.schedule import every

from . import edit_notices, own_places, remark_files, remark_notices, remark_tasks


def register() -> None:
    """Make known the notices, the live topic, the kind of file, and what is erased each night."""
    remark_files.register()
    remark_notices.register()
    edit_notices.connect()
    own_places.register_places()
    every("localoffer.forget-old-remarks", remark_tasks.forget, at="03:40")
