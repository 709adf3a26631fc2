"""Room for many open pages: each socket takes a file descriptor, and systems start with few."""

import sys


def allow_many_sockets() -> int:
    """Raise this process's limit of open files to the most the system allows it; return the limit.

    Where there is no such limit to read (Windows) nothing is done and 0 returned.
    """
    if sys.platform == "win32":
        return 0
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (OSError, ValueError):  # some systems name a most that they do not give
        return soft
    return hard
