"""The shipped forms against the column lists they were made from, where these are at hand."""

import csv
import json

import pytest
from django.conf import settings

from planning.facts import FIXTURES

COLUMNS = settings.BASE_DIR.parent / "shared" / "reference" / "bieu_ra_soat_ho_ngheo_15_mau_cot.csv"
# Forms 1 to 3 are the review itself, 14 and 15 are lists of people's names.
SHIPPED = range(4, 14)
# One column for each ethnic group of a place: whoever uses the form adds their own.
OF_A_PLACE = {(9, 6), (9, 11)}
# The columns that are worked out from others of the form, as the lists have them.
WORKED_OUT = {
    4: {4},
    5: set(range(4, 16)),
    6: {4},
    7: set(range(4, 16)),
    8: set(),
    9: set(),
    10: set(),
    11: set(),
    12: {22, 23, 24},
    13: {22, 23, 24},
}
LAST = {4: 16, 5: 15, 6: 16, 7: 15, 8: 13, 9: 12, 10: 10, 11: 8, 12: 24, 13: 24}
FIRST = {number: 4 if number == 8 else 3 for number in SHIPPED}


def shipped():
    """Kind of each column by (form, column), as numbers."""
    rows = json.loads((FIXTURES / "official_reviews.json").read_text(encoding="utf-8"))
    return {
        (int(fields["form"][0].removeprefix("ra-soat-")), int(fields["key"][1:])): fields["kind"]
        for row in rows
        for fields in [row["fields"]]
        if row["model"] == "planning.formcolumn"
    }


def test_every_form_has_the_columns_it_is_known_to_have():
    known = {(form, column) for form in SHIPPED for column in range(FIRST[form], LAST[form] + 1)}

    assert set(shipped()) == known - OF_A_PLACE


def test_what_is_worked_out_is_no_cell_to_enter():
    worked_out = {place for place, kind in shipped().items() if kind == "formula"}

    assert worked_out == {(form, column) for form, columns in WORKED_OUT.items() for column in columns}


@pytest.mark.skipif(not COLUMNS.exists(), reason="the column lists are not part of the project")
def test_the_facts_above_are_those_of_the_column_lists():
    with COLUMNS.open(encoding="utf-8") as lines:
        told = list(csv.DictReader(line for line in lines if not line.startswith(('"#', "#"))))
    own = [row for row in told if int(row["bieu"]) in SHIPPED and row["loai"] != "khoá"]

    assert {(int(row["bieu"]), int(row["cot"])) for row in own} == set(shipped()) | OF_A_PLACE
    assert {(int(row["bieu"]), int(row["cot"])) for row in own if row["loai"] == "tính"} == {
        (form, column) for form, columns in WORKED_OUT.items() for column in columns
    }
