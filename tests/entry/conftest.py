"""A table of a few cells to fill in, and how it is filled in through the address the screen uses."""

import pytest
from django.urls import reverse

from planning.entry import kinds
from planning.sheets import kinds as sheet_kinds
from tests.entry import money


@pytest.fixture
def money_table(monkeypatch):
    """The table of money, known for one test."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    monkeypatch.setattr(sheet_kinds, "_kinds", dict(sheet_kinds._kinds))
    return kinds.provides_entry(money.MONEY)


@pytest.fixture
def save(client, plan, money_table):
    """Send cells as (row, column, text, base); gives the response."""

    def send(*cells):
        sent = [dict(zip(("row", "column", "text", "base"), cell, strict=True)) for cell in cells]
        address = reverse("entry-save", args=[plan.slug, "money"])
        return client.post(address, {"cells": sent}, content_type="application/json")

    return send


@pytest.fixture
def states(save):
    """Send cells; gives for each its state, the stored text and the message."""

    def told(*cells):
        return {
            (each["row"], each["column"]): (each["state"], each["text"], each["message"])
            for each in save(*cells).json()["cells"]
        }

    return told
