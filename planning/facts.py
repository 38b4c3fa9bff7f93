"""How the facts of a fixture enter the database: what is missing goes in, what is there stays as officers left it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.db import transaction

FIXTURES = settings.BASE_DIR / "fixtures"


@transaction.atomic
def insert_missing(path: Path) -> int:
    """Insert the rows of a Django fixture that are not there yet, all or none; return how many.

    Raises DeserializationError where a row refers to one that is in neither the file nor the database.
    """
    inserted = 0
    for row in serializers.deserialize("json", path.read_text(encoding="utf-8")):
        if not _is_there(row.object):
            # Not row.save(): that is a raw save, which would leave the row without a first entry in its history.
            row.object.save()
            for field, others in (row.m2m_data or {}).items():
                getattr(row.object, field).set(others)
            inserted += 1
    return inserted


def _is_there(row: Any) -> bool:
    """Whether the database has the row: under its natural key, or its code where the model has no such key."""
    if hasattr(row, "natural_key"):
        return row.pk is not None
    return type(row)._default_manager.filter(code=row.code).exists()
