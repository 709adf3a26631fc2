"""The import as a background task, so that nobody's page waits for it and a crash loses nothing."""

from django_tasks import task


@task()
def run_import(run_id: int) -> None:
    """Do the import that this run describes. A run that is done already is left alone."""
    from .running import perform_by_id

    perform_by_id(run_id)
