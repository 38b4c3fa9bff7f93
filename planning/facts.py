"""How the facts of a fixture enter the database: what is missing goes in, what is there stays as officers left it."""

from pathlib import Path

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
        # A row found under its natural key comes with the primary key it has in the database.
        if row.object.pk is None:
            # Not row.save(): that is a raw save, which would leave the row without a first entry in its history.
            row.object.save()
            for field, others in (row.m2m_data or {}).items():
                getattr(row.object, field).set(others)
            inserted += 1
    return inserted
