"""A table of many units is sent by workbook without being made."""

import pytest
from django.urls import reverse

from planning.views import entry, sheets
from tests.conftest import make_plan


@pytest.fixture
def addresses(places, programme, minh, client):
    """The province's table of shares for two communes."""
    plan = make_plan(places.province, programme, "51-annual-2026", year=2026)
    client.force_login(minh)
    return {name: reverse(name, args=[plan.slug, "allocation"]) for name in ("entry-grid", "sheet-upload")}


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    monkeypatch.setattr(entry, "GRID_ROWS", 1)
    monkeypatch.setattr(sheets, "MANY_ROWS", 1)


def test_the_grid_counts_the_units_and_leads_to_the_workbook(client, addresses):
    html = client.get(addresses["entry-grid"]).content.decode()

    assert "<table" not in html
    assert "Bảng có 2 dòng, quá lớn" in html


def test_the_upload_counts_the_units_and_names_none(client, addresses):
    html = " ".join(client.get(addresses["sheet-upload"]).content.decode().split())

    assert "Bảng có <strong>2</strong> đơn vị" in html
    assert "Xã Ba Dinh" not in html
