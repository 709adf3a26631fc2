"""Measuring in a process of its own, on a database made for it and dropped after."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def measured_apart(folder: str, address: str, module: str, *words: str) -> dict[str, Any]:
    """Run `python -m module words` and return the JSON of its last line.

    It uses the PostgreSQL at `address`, or SQLite in `folder` where that is empty.
    """
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "VAR_DIR": folder}
    environment |= {"DATABASE_URL": address} if address else {}
    done = subprocess.run(
        [sys.executable, "-m", module, *words], env=environment, stdout=subprocess.PIPE, check=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def own_database(vendor: str) -> Iterator[None]:
    """Set Django up on a new database of this kind; drop it at the end."""
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment(debug=False)
    if connection.vendor != vendor:
        raise SystemExit(f"The settings lead to {connection.vendor}, not {vendor}.")
    named = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(named, verbosity=0)


def learn_what_tables_hold() -> None:
    """Let PostgreSQL count its rows and mark what all may see, as it does by itself after a minute."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
