"""How cells are read and written: what a spreadsheet did to a value is seen, not guessed."""

import re
from datetime import date, datetime

import pytest
from django.db.models import BooleanField

from planning.admin.cells import (
    ChoiceCell,
    DateCell,
    KeyCell,
    KeysCell,
    ListCell,
    NumberCell,
    TextCell,
    YesNoCell,
)
from planning.admin.changes import ChangesInWords
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.legal import LegalDocument

CHOICES = ChoiceCell([("", "Không phân chia"), ("investment", "Đầu tư phát triển")])


@pytest.mark.parametrize(
    ("cell", "written", "value"),
    [
        (TextCell(), "  Sở Y tế ", "Sở Y tế"),
        (TextCell(), None, ""),
        (TextCell(), 7.0, "7"),
        (NumberCell(), "1.001", 1001),
        (NumberCell(), 2025, 2025),
        (NumberCell(), 0, 0),
        (NumberCell(), " ", None),
        (YesNoCell(), "có", True),
        (YesNoCell(), "KHÔNG", False),
        (YesNoCell(), True, True),
        (YesNoCell(), None, None),
        (DateCell(), "05/11/2026", date(2026, 11, 5)),
        (DateCell(), "2026-11-05", date(2026, 11, 5)),
        (DateCell(), datetime(2026, 11, 5), date(2026, 11, 5)),
        (DateCell(), date(2026, 11, 5), date(2026, 11, 5)),
        (DateCell(), None, None),
        (CHOICES, "đầu tư  phát triển", "investment"),
        (CHOICES, None, ""),
        (ListCell(), "Dự án; Tiểu dự án;", ["Dự án", "Tiểu dự án"]),
    ],
)
def test_a_cell_is_read(cell, written, value):
    assert cell.clean(written) == value


@pytest.mark.parametrize(
    ("cell", "written", "fault"),
    [
        (TextCell(), date(2026, 11, 5), "Ô này phải là văn bản; phần mềm bảng tính đã đổi kiểu của ô."),
        (TextCell(), True, "Ô này phải là văn bản; phần mềm bảng tính đã đổi kiểu của ô."),
        (NumberCell(), "hai", "“hai” không phải là số."),
        (NumberCell(), "2,5", "“2,5” không phải là số nguyên."),
        (YesNoCell(), "x", "Đề nghị ghi “Có” hoặc “Không”."),
        (DateCell(), "31/02/2026", "“31/02/2026” không phải là ngày; đề nghị ghi ngày/tháng/năm."),
        (CHOICES, "khác", "“khác” không có trong danh sách: Đầu tư phát triển."),
    ],
)
def test_what_is_not_meant_is_refused(cell, written, fault):
    with pytest.raises(ValueError, match=re.escape(fault)):
        cell.clean(written)


@pytest.mark.parametrize(
    ("cell", "value", "written"),
    [
        (TextCell(), None, ""),
        (TextCell(), "-1", " -1"),
        (NumberCell(), None, ""),
        (NumberCell(), 0, 0),
        (YesNoCell(), False, "Không"),
        (DateCell(), date(2026, 2, 5), "05/02/2026"),
        (DateCell(), None, ""),
        (CHOICES, "", ""),
        (ListCell(), ["Dự án", "Tiểu dự án"], "Dự án; Tiểu dự án"),
        (ListCell(), None, ""),
        (KeyCell(Unit, ("code", "valid_to")), None, ""),
        (KeysCell(Agency, ("code",)), None, ""),
    ],
)
def test_a_value_is_written(cell, value, written):
    assert cell.render(value) == written


def test_a_code_means_the_unit_in_being_and_with_its_last_day_the_one_before(places):
    cell = KeyCell(Unit, ("code", "valid_to"))

    assert cell.clean("51") == places.province
    assert cell.clean("51 | 30/06/2025") == places.old_province
    assert cell.clean("535") == places.district
    assert (cell.render(places.province), cell.render(places.old_province)) == ("51", "51 | 30/06/2025")


def test_a_number_that_two_documents_bear_must_be_told_apart(decision_90):
    LegalDocument.objects.create(
        kind="decision", reference="90/QĐ-TTg", issued_on=date(2020, 1, 2), issuer="Thủ tướng Chính phủ"
    )
    cell = KeyCell(LegalDocument, ("reference", "issued_on", "issuer"))

    with pytest.raises(ValueError, match="Có nhiều văn bản có mã “90/QĐ-TTg”"):
        cell.clean("90/QĐ-TTg")
    assert cell.clean("90/QĐ-TTg | 18/01/2022") == decision_90


def test_yes_and_no_of_a_change_are_words(programme, component):
    before, after = component("DA1"), component("DA1")
    after.carries_investment = True
    after.save()
    delta = after.history.first().diff_against(after.history.last())

    told = ChangesInWords(type(before), after.history.first()).context_for_delta_changes(delta)

    assert isinstance(before._meta.get_field("carries_investment"), BooleanField)
    assert told == [{"field": "Có vốn đầu tư phát triển", "old": "Không", "new": "Có"}]
