"""A form with figures keeps its meaning: what would hide or rework them is refused, and a copy is at hand."""

import pytest
from django.db import transaction
from django.urls import reverse

from planning.official.entry import GONE, find_form, hold_form
from planning.official.models import FormRow, OfficialForm
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import ScopeIsNotOpen
from planning.tracking.submissions import Submission
from tests.official.conftest import NOON
from tests.official.test_admin import posted


def changed(desk, form, columns=None, rows=None, **fields):
    """Send the page of a form as it is, but for what is given by the keys of columns and rows."""
    told = {"code": form.code, "label": form.label, "title": form.title, "rows_mode": form.rows_mode} | fields
    parts = {}
    for prefix, wanted, names in (
        ("columns", columns or {}, ("position", "key", "headings", "kind", "content", "decimals", "width")),
        ("rows", rows or {}, ("position", "key", "label", "kind", "formula")),
    ):
        parts[prefix] = [
            {name: getattr(each, name) for name in names}
            | ({"adds": "on"} if prefix == "columns" else {})
            | {"id": each.pk, "form": form.pk}
            | wanted.get(each.key, {})
            for each in getattr(form, prefix).all()
        ]
    sent = posted(**parts, **told)
    sent |= {f"{prefix}-INITIAL_FORMS": len(each) for prefix, each in parts.items()}
    answer = desk.post(reverse("admin:planning_officialform_change", args=[form.pk]), sent)
    if answer.status_code == 302:
        return []
    return [error for formset in answer.context["inline_admin_formsets"] for error in formset.non_form_errors()]


ENTERED = "đã có số liệu nên phải còn là ô đơn vị nhập."
COPY = "Hãy dùng “Sao thành bản mới” rồi sửa ở bản sao."


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"columns": {"c2": {"kind": "formula", "content": "c1*1"}}}, f"Cột c2, dòng d1 {ENTERED}"),
        ({"rows": {"d1": {"formula": "d2"}}}, f"Cột c2, dòng d1 {ENTERED}"),
        ({"levels": ["district"]}, "Có đơn vị ở cấp bị bỏ đã nhập số liệu vào biểu."),
        (
            {"period_kinds": ["half"]},
            "Biểu đã có số liệu của kỳ năm 2025, không thuộc các loại kỳ mới.",
        ),
    ],
)
def test_figures_are_not_hidden_by_a_change_of_their_form(desk, items, places, fill, change, problem):
    fill(items, places.ba_dinh, d1_c2=5)

    assert changed(desk, items, **change) == [problem, COPY]
    assert changed(desk, items, {"c1": {"kind": "formula", "content": "c2*2"}, "c2": {"headings": "Số nữ"}}) == []


def test_rows_of_units_with_figures_do_not_become_rows_of_their_own(desk, counts, places, fill):
    fill(counts, places.ba_dinh, c1=5)
    FormRow.objects.create(form=counts, position=1, key="d1", label="Dòng")

    assert changed(desk, counts, rows_mode="fixed") == [f"Cột c1 {ENTERED}", COPY]


def test_a_form_without_figures_may_be_changed(desk, items):
    assert changed(desk, items, {"c2": {"kind": "formula", "content": "c1*1"}}) == []


@pytest.mark.parametrize("state", ["locked", "accepted"])
def test_what_was_locked_or_accepted_is_not_worked_out_anew(desk, items, places, fill, period, state):
    fill(items, places.ba_dinh, d1_c1=5)
    if state == "locked":
        ReportingPeriod.objects.update(locked_at=NOON)
    else:
        Submission.objects.create(period=period, unit=places.ba_dinh, sent_at=NOON, state="accepted")

    problems = changed(desk, items, {"c3": {"content": "c1*2"}})

    assert problems == [
        "Số liệu của biểu đã khóa hoặc đã được tiếp nhận ở kỳ năm 2025, không đổi cột, dòng, công thức.",
        COPY,
    ]
    assert changed(desk, items, {"c3": {"width": 14}}, title="Tên sửa lại") == []


def test_an_accepted_report_of_another_unit_or_period_does_not_close_a_form(desk, items, places, fill, period):
    fill(items, places.ba_dinh, d1_c1=5)
    Submission.objects.create(period=period, unit=places.ba_to, sent_at=NOON, state="accepted")

    assert changed(desk, items, {"c3": {"content": "c1*2"}}) == []


def test_a_form_that_is_stopped_while_somebody_types_takes_no_more_figures(counts, places, name, lan):
    scope = find_form(name(places.ba_dinh, counts), lan)
    OfficialForm.objects.update(is_in_use=False)

    with transaction.atomic(), pytest.raises(ScopeIsNotOpen, match=GONE):
        hold_form(scope, lan)
