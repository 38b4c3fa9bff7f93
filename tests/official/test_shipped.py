"""The forms that come with the application: sound, drafts where they ask for figures, marked as not yet verified."""

import json

import pytest
from django.core import serializers

from indicators.models import HouseholdReview
from planning.facts import FIXTURES
from planning.official.books import read_book
from planning.official.checking import problems_of
from planning.official.definition import definition_of, definitions_of
from planning.official.models import OfficialForm
from planning.official.numbering import columns_of
from planning.official.papers import table_of


@pytest.fixture
def shipped(places):
    """The forms of the fixtures, with what they refer to."""
    for name in ("indicators", "official_results", "official_reviews"):
        rows = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
        for row in rows:
            row["fields"].pop("component", None)
            row["fields"].pop("document", None)
        for row in serializers.deserialize("json", json.dumps(rows)):
            row.object.save()
    return {form.code: form for form in OfficialForm.objects.all()}


def test_every_form_is_sound(shipped):
    definitions = definitions_of(shipped.values())

    assert {form.code: problems_of(definitions[form.pk]) for form in shipped.values()} == {
        code: [] for code in shipped
    }


def test_nothing_that_nobody_has_seen_passes_as_verified(shipped):
    assert sorted(shipped) == sorted(["bieu-so-01", *(f"ra-soat-{number}" for number in range(4, 14))])
    assert not any(form.is_verified for form in shipped.values())
    assert all(form.origin for form in shipped.values())


def test_no_form_asks_for_names_of_people(shipped):
    headings = " ".join(column.headings for form in shipped.values() for column in form.columns.all())

    assert "Họ tên" not in headings
    assert "năm sinh" not in headings


def test_headers_have_their_levels_and_indices(shipped):
    form = shipped["ra-soat-12"]
    columns = {column.key: column for column in columns_of(form, definition_of(form))}

    assert columns["c11"].headings == ("Hộ nghèo", "Tổng số hộ nghèo")
    assert columns["c23"].headings == ("Tỷ lệ hộ nghèo (%)", "Dân tộc thiểu số")
    assert (columns["c3"].index, columns["c23"].index) == ("1", "21=11/3*100")


def test_rates_of_deprivation_are_of_the_counts_of_the_form_before(shipped, places, period, fill):
    HouseholdReview.objects.create(unit=places.ba_dinh, year=2025, households=500, poor_households=40)
    fill(shipped["ra-soat-4"], places.ba_dinh, c5=10, c6=0)

    (counted,) = table_of(read_book(shipped["ra-soat-4"], period, places.ba_dinh)).rows
    (rates,) = table_of(read_book(shipped["ra-soat-5"], period, places.ba_dinh)).rows

    assert [cell.text for cell in counted.cells[2:6]] == ["40", "", "10", "0"]
    assert [cell.text for cell in rates.cells[2:6]] == ["40", "25,00", "0,00", ""]


def test_households_and_persons_have_a_row_each(shipped, places, period):
    HouseholdReview.objects.create(unit=places.ba_dinh, year=2025, poor_households=40, poor_persons=160)

    rows = table_of(read_book(shipped["ra-soat-8"], period, places.ba_dinh)).rows

    assert [[cell.text for cell in row.cells[:4]] for row in rows] == [
        ["1", "Xã Ba Dinh", "Hộ", "40"],
        ["", "", "Nhân khẩu", "160"],
    ]


def test_the_frame_of_results_writes_each_indicator_to_its_own_decimals(shipped, places, period):
    definition = definition_of(shipped["bieu-so-01"])
    decimals = {row.label: definition.decimals(row, definition.column_at["c3"]) for row in definition.rows}

    assert (decimals["Tỷ lệ hộ nghèo"], decimals["Số hộ nghèo"]) == (2, 0)
