"""Turning a column of text into a sealed one, with the rows that are there."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

from handrail.foundation.sealing.columns import Column

TO_BYTES = "ALTER TABLE {table} ALTER COLUMN {column} TYPE bytea USING convert_to({column}, 'UTF8')"
#: Written anew as a whole, without the rows that held it open before.
WHOLE = "ALTER TABLE {table} ALTER COLUMN {column} TYPE bytea USING substring({column} FROM 1)"
#: Rows that a table was rewritten with count as new: their foreign keys are looked at again, and before ALTER TABLE.
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
TO_TEXT = "ALTER TABLE {table} ALTER COLUMN {column} TYPE {type} USING convert_from({column}, 'UTF8')"


class SealField(migrations.AlterField):
    """AlterField from text to SealedText, and back. Take constraints on the column away before, put them back after.

    Rows are sealed in batches, in the migration's transaction: whole or not at all. Raises KeysMissing when there
    are rows and no keys.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        column = self._column(to_state, app_label)
        schema_editor.execute(_statement(TO_BYTES, column, schema_editor))
        if sum(column.rewrite(lambda row, value: column.field.closed(row, value.decode()))):
            schema_editor.execute(SETTLE)
            schema_editor.execute(_statement(WHOLE, column, schema_editor))

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        column = self._column(from_state, app_label)
        for _done in column.rewrite(lambda row, value: column.field.opened(row, value).encode()):
            continue
        schema_editor.execute(SETTLE)
        before: Any = to_state.apps.get_model(app_label, self.model_name)._meta.get_field(self.name)
        text_type = before.db_type(schema_editor.connection)
        schema_editor.execute(_statement(TO_TEXT, column, schema_editor, text_type))

    def _column(self, state: ProjectState, app_label: str) -> Column:
        field: Any = state.apps.get_model(app_label, self.model_name)._meta.get_field(self.name)
        return Column(field)

    def describe(self) -> str:
        return f"Seal field {self.name} on {self.model_name}"


def _statement(words: str, column: Column, editor: BaseDatabaseSchemaEditor, text_type: str = "text") -> str:
    name = editor.quote_name
    return words.format(table=name(column.place.table), column=name(column.place.column), type=text_type)
