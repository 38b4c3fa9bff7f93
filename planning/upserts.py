"""Many rows written at once, each with its history: three statements for a thousand rows, not three for one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from types import NoneType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field

from planning.people.users import User

BATCH = 1_000
# The history has room for this much of a reason.
REASON_LENGTH = 100
# As many keys as any SQLite takes in one statement, beside what is told of each row.
HISTORY_BATCH = 900
TOLD = ("history_date", "history_user", "history_type", "history_change_reason")


def save_rows(
    rows: Sequence[models.Model],
    fields: Sequence[str],
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Insert the rows without a key and give the others their new `fields`; all are of one model.

    The caller holds the transaction and whatever lock keeps another from adding the same rows.
    """
    if not rows:
        return
    model = type(rows[0])
    new = [row for row in rows if row.pk is None]
    known = [row for row in rows if row.pk is not None]
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if known and fields:
        _update(model, known, fields)
    _write_history(model, [(row, "+") for row in new] + [(row, "~") for row in known], by, at, reason)


def know_sizes(*tables: type[models.Model]) -> None:
    """Let PostgreSQL count tables just filled: with the sizes of before it would choose the slowest way through.

    Without tables it counts all there are.
    """
    connection = connections[router.db_for_write(tables[0]) if tables else DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql":
        names = [f" {connection.ops.quote_name(model._meta.db_table)}" for model in tables] or [""]
        with connection.cursor() as cursor:
            for name in names:
                cursor.execute(f"ANALYZE{name}")


def delete_rows(rows: Sequence[models.Model], *, by: User | None, at: datetime, reason: str = "") -> None:
    """Take out rows of one model to which no other refers; what they were stays in their history."""
    if not rows:
        return
    model = type(rows[0])
    _write_history(model, [(row, "-") for row in rows], by, at, reason)
    # The usual delete would write a second, slower history row by row.
    doomed = model._default_manager.filter(pk__in=[row.pk for row in rows])
    doomed._raw_delete(doomed.db)


def _update(model: type[models.Model], rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Give the rows their new values, column by column: Django's own ways write a piece of SQL for every cell."""
    connection = connections[router.db_for_write(model)]
    columns: list[Any] = [model._meta.pk, *(model._meta.get_field(name) for name in fields)]
    values = [_stored(column, [getattr(row, column.attname) for row in rows], connection) for column in columns]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_updating_from_arrays(model, columns, connection), values)
        else:
            key, *others = values
            cursor.executemany(_updating_one(model, columns, connection), list(zip(*others, key, strict=True)))


def insert_values(model: type[models.Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of a model given by the values of their `fields`, without an object for each and without history.

    For rows by the million that nobody enters; columns left out must have a default in the database or be blank.
    """
    connection = connections[router.db_for_write(model)]
    columns: list[Any] = [model._meta.get_field(name) for name in fields]
    values = [_stored(column, each, connection) for column, each in zip(columns, zip(*rows, strict=True), strict=True)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column) for column in columns)
    told = f"INSERT INTO {quote(model._meta.db_table)} ({names})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{told} SELECT * FROM unnest({_arrays(columns, connection)})", values)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{told} VALUES ({marks})", list(zip(*values, strict=True)))


def _stored(column: Field, values: Sequence[Any], connection: BaseDatabaseWrapper) -> list[Any]:
    """What the database takes for the values of a column; numbers for whole ones need not be asked about singly."""
    if isinstance(column, models.IntegerField) and {*map(type, values)} <= {int, Decimal, NoneType}:
        return [value if value is None else int(value) for value in values]
    return [column.get_db_prep_save(value, connection) for value in values]


def _arrays(columns: Sequence[Any], connection: BaseDatabaseWrapper) -> str:
    """A place for an array of each column's values."""
    return ", ".join(f"%s::{column.cast_db_type(connection)}[]" for column in columns)


def _updating_from_arrays(model: type[models.Model], columns: list[Any], connection: BaseDatabaseWrapper) -> str:
    """One statement for all rows, which come as an array for each column."""
    quote = connection.ops.quote_name
    key, *others = [quote(column.column) for column in columns]
    news = ", ".join(f"{name} = new.{name}" for name in others)
    table = quote(model._meta.db_table)
    arrays = f"unnest({_arrays(columns, connection)}) AS new({', '.join([key, *others])})"
    return f"UPDATE {table} SET {news} FROM {arrays} WHERE {table}.{key} = new.{key}"


def _updating_one(model: type[models.Model], columns: list[Any], connection: BaseDatabaseWrapper) -> str:
    """One short statement that is prepared once and run for each row."""
    quote = connection.ops.quote_name
    key, *others = [quote(column.column) for column in columns]
    news = ", ".join(f"{name} = %s" for name in others)
    return f"UPDATE {quote(model._meta.db_table)} SET {news} WHERE {key} = %s"


def _write_history(
    model: type[models.Model],
    entries: Iterable[tuple[models.Model, str]],
    by: User | None,
    at: datetime,
    reason: str,
) -> None:
    """Let the database copy the rows as they stand into their history: nothing travels there and back."""
    history: Any = getattr(model, "history", None)
    if history is None:
        return
    keys: dict[str, list[Any]] = {}
    for row, kind in entries:
        keys.setdefault(kind, []).append(row.pk)
    connection = connections[router.db_for_write(model)]
    moment = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        for kind, pks in keys.items():
            for start in range(0, len(pks), HISTORY_BATCH):
                some = pks[start : start + HISTORY_BATCH]
                told = (moment, by.pk if by else None, kind, reason or None)
                cursor.execute(_copying(model, history.model, len(some), connection), (*told, *some))


def _copying(model: type[models.Model], history: Any, count: int, connection: BaseDatabaseWrapper) -> str:
    quote = connection.ops.quote_name
    kept = [quote(field.column) for field in history.tracked_fields]
    told = [quote(history._meta.get_field(name).column) for name in TOLD]
    key, marks = quote(str(model._meta.pk.column)), ", ".join(["%s"] * count)
    return (
        f"INSERT INTO {quote(history._meta.db_table)} ({', '.join(kept + told)}) "
        f"SELECT {', '.join(kept)}, {', '.join(['%s'] * len(TOLD))} "
        f"FROM {quote(model._meta.db_table)} WHERE {key} IN ({marks}) ORDER BY {key}"
    )
