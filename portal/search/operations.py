"""The migration step that makes a full-text table."""

from typing import Any

from django.db.migrations.operations.base import Operation

from .fulltext import FullTextTable, store_for


class CreateFullTextTable(Operation):
    """Make the table that `FullTextTable(name)` uses, in the database's own way. Reversible."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, name: str) -> None:
        self.name = FullTextTable(name).name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """No model changes: the table stands beside the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in store_for(schema_editor.connection.alias, self.name).create_statements():
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for statement in store_for(schema_editor.connection.alias, self.name).drop_statements():
            schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Make the full-text table {self.name}"

    @property
    def migration_name_fragment(self) -> str:
        return f"fulltext_{self.name}"
