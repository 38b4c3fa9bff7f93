"""Workbooks for the tests: our own export, edited as an officer would edit it."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from planning.documents import xlsx
from planning.documents.assemble import assemble
from planning.formats import MoneyUnit
from planning.plans.programmes import Programme
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import scope_of
from planning.sheets.workbooks import open_workbook
from projects.models import Component
from tests.conftest import make_plan

# Where the export of the plan of Ba Dinh has what: rows of the budget sheet by component.
ROOT, DA1, DA2, DA21, DA22 = 9, 10, 11, 12, 13
SHEET = "Phụ lục I"


def exported(plan):
    return xlsx.draw(assemble(plan))


def edited(content, cells=None, sheet=SHEET, change=None, is_calculated=True):
    """The workbook with other values in some cells, or changed by a function that gets the worksheet.

    openpyxl calculates nothing: the sums become the numbers they were, or else formulas without a result.
    """
    workbook = load_workbook(BytesIO(content), data_only=is_calculated)
    for address, value in (cells or {}).items():
        workbook[sheet][address] = value
    if change:
        change(workbook[sheet])
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(plan, content, user):
    """What the budget table of the workbook would change."""
    return sheet_kind("budget").read(scope_of(plan, may_enter=True), open_workbook(content), user)


def lines(plan):
    """The plan's amounts in đồng by component, source and nature codes."""
    rows = plan.budget_lines.values_list("component__code", "source__code", "nature", "amount")
    return {(component, source, nature): int(amount) for component, source, nature, amount in rows}


def changes_of(outcome):
    return [(c.kind.label, c.address, c.old_text, c.new_text) for c in outcome.writes]


def places_of(outcome):
    return [(problem.sheet, problem.address) for problem in outcome.problems]


@pytest.fixture
def addresses(plan):
    return SimpleNamespace(
        workbook=reverse("plan-workbook", args=[plan.slug]),
        upload=reverse("sheet-upload", args=[plan.slug, "budget"]),
        preview=lambda pk: reverse("sheet-preview", args=[plan.slug, "budget", pk]),
        apply=lambda pk: reverse("sheet-apply", args=[plan.slug, "budget", pk]),
        discard=lambda pk: reverse("sheet-discard", args=[plan.slug, "budget", pk]),
    )


def as_file(content, name="bang.xlsx"):
    return {"workbook": SimpleUploadedFile(name, content)}


@pytest.fixture
def wide_plan(places, sources):
    """A plan in đồng for a programme of seven projects, the third of two sub-projects; two carry investment."""
    programme = Programme.objects.create(
        code="BAY",
        name="Chương trình bảy dự án",
        first_year=2021,
        last_year=2025,
        level_labels=["Dự án", "Tiểu dự án"],
    )
    root = Component.objects.create(programme=programme, code="CT", name=programme.name, carries_investment=True)
    names = ["Hạ tầng", "Sinh kế", "Sản xuất", "Giáo dục", "Nhà ở", "Truyền thông", "Giám sát"]
    parts = {}
    for place, name in enumerate(names, start=1):
        parts[place] = Component.objects.create(
            programme=programme,
            parent=root,
            code=f"DA{place}",
            name=name,
            position=place,
            carries_investment=place in (1, 4),
        )
    for place, name in enumerate(["Nông nghiệp", "Dinh dưỡng"], start=1):
        Component.objects.create(programme=programme, parent=parts[3], code=f"DA3.{place}", name=name, position=place)
    plan = make_plan(places.ba_dinh, programme, "21499-annual-2024", year=2024, money_unit=MoneyUnit.DONG)
    for code, source, nature, amount in [
        ("DA1", "central", "investment", 500_000),
        ("DA1", "central", "recurrent", 1_000_000),
        ("DA2", "central", "recurrent", 100_000),
        ("DA3.1", "central", "recurrent", 2_000_000),
        ("DA3.2", "central", "recurrent", 3_000_000),
        ("DA3.1", "local", "recurrent", 40_000),
        ("DA3.2", "local", "recurrent", 60_000),
        ("DA4", "other", "", 10_000),
    ]:
        component = Component.objects.get(programme=programme, code=code)
        plan.budget_lines.create(component=component, source=sources[source], nature=nature, amount=amount)
    return plan
