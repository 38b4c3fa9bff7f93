"""The tables of a period's results, and the ways tests look at them and type into them."""

import json

from django.urls import reverse

from planning.entry.kinds import entry_kind

OWN = [f"{told}.{part}" for told in ("estimate", "reported") for part in ("numerator", "denominator", "value")]
VETTED = ["vetted.numerator", "vetted.denominator", "vetted.value"]


def save(client, scope, *cells, kind="period-results", base=""):
    """The answer to texts typed into (row, column, text)."""
    body = {"cells": [{"row": str(row), "column": column, "text": text, "base": base} for row, column, text in cells]}
    address = reverse("entry-save", args=[scope, kind])
    return client.post(address, json.dumps(body), content_type="application/json")


def states(response):
    """What became of each cell."""
    return [cell["state"] for cell in response.json()["cells"]]


def table(name, user, kind="period-results"):
    """The table as the person sees it."""
    found = entry_kind(kind)
    return found.table(found.find(name, user))


def open_columns(name, user, row, kind="period-results"):
    """The keys of the columns that are open to the person in a row."""
    found = table(name, user, kind)
    return [column.key for column in found.columns if not found.lock(found.row_at[row], column)]
