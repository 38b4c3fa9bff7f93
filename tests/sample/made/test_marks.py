"""Whoever looks at the sample province is told on every screen and every paper that it does not exist."""

import io
import re
from datetime import date

import pdfplumber
import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from planning.documents import docx, xlsx
from planning.documents.archive import document_for, pdf_for
from planning.people.roles import Role
from planning.people.users import Post, User
from planning.places.units import SAMPLE_MARK, Unit
from planning.plans.plans import Plan
from planning.plans.tasks import Task, TaskGroup
from planning.sheets.actions import preview
from planning.sheets.kinds import sheet_kind
from planning.sheets.uploads import SheetUpload
from planning.tracking.calendars import calendar_of, due_days_of
from planning.tracking.recommendations.model import Recommendation
from tests.screens.test_access import ALL, POST_ONLY

pytestmark = pytest.mark.paper

ISSUED, OPEN, COMMUNE = "MAU-annual-2025", "MAU-annual-2025-2", "MX00001-annual-2025"
REPORT = "MAU-monitoring-year-2025"
# Screens of a plan; those in the second set are of a plan in force.
EXAMPLES = {
    "position": 1,
    "component": "DA1.1",
    "cell": "central-investment",
    "key": "poor-rate.reduce-by",
    "indicator": "poor-rate",
    "group": 1,
    "pk": 1,
    "name": "budget.total",
    "picture": "units",
}
IN_FORCE = {"plan-adjust", "plan-difference", "plan-signed"}
# Papers, which have tests of their own, and what needs a file that somebody has sent.
OTHERS = {"plan-pdf", "plan-docx", "plan-bundle", "plan-workbook", "sheet-preview", "sheet-marked"}
SHEETS = ("budget", "allocation", "assignment", "targets")
SCOPES = ("MAU-2025", "MAU-2024", "MX00001-2025")
# What is no screen: files, which have tests of their own.
FILES = {"series-workbook", "dashboard-drawing", "dashboard-png", "dashboard-svg", "dashboard-xlsx"}
PERIOD = "MAU-year-2025"
REPORTED = ("payments", "period-results", "task-progress", "task-progress-edit")
OF_A_PLAN = sorted(
    name
    for name, pattern in ALL.items()
    if "slug" in pattern.pattern.converters and "sheet" not in pattern.pattern.converters
)
OF_A_SCOPE = sorted(name for name, pattern in ALL.items() if "scope" in pattern.pattern.converters)


@pytest.fixture
def officer(made, client):
    """Someone who sees everything and may do everything."""
    user = User.objects.create_superuser("officer", password="mot-mat-khau-dai")
    client.force_login(user)
    return client


def address(name, **known):
    names = ALL[name].pattern.converters
    return reverse(name, kwargs={each: {**EXAMPLES, **known}[each] for each in names})


def is_screen(response):
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", sorted(set(OF_A_PLAN) - POST_ONLY - OTHERS))
def test_every_screen_of_a_plan_says_so(name, officer):
    slug = ISSUED if name in IN_FORCE else OPEN
    group = TaskGroup.objects.create(plan=Plan.objects.get(slug=slug), position=1, title="Nhóm")
    Task.objects.create(plan=group.plan, group=group, position=1, content="Việc", lead="Phòng Kinh tế")

    response = officer.get(address(name, slug=slug))

    assert is_screen(response)
    assert SAMPLE_MARK in response.content.decode()


@pytest.mark.parametrize("name", ["plan", "target-list", "budget", "plan-preview", "project-list"])
def test_the_screens_of_a_communes_plan_say_so(name, officer):
    assert SAMPLE_MARK in officer.get(address(name, slug=COMMUNE)).content.decode()


@pytest.mark.parametrize("name", sorted(set(OF_A_SCOPE) - FILES))
@pytest.mark.parametrize("scope", SCOPES)
def test_every_screen_of_a_units_year_says_so(name, scope, officer):
    response = officer.get(address(name, scope=scope))

    if is_screen(response):
        assert SAMPLE_MARK in response.content.decode()
    else:
        assert response.status_code in {302, 403, 404, 405}


@pytest.mark.parametrize("name", REPORTED)
def test_every_screen_of_a_report_says_so(name, officer):
    unit = "MAU" if name.startswith("task") else "MX00001"

    assert SAMPLE_MARK in officer.get(address(name, scope=f"{PERIOD}__{unit}")).content.decode()


@pytest.mark.parametrize("name", ["period", "period-unit", "period-deadlines", "period-lock", "period-delete"])
def test_every_screen_of_a_period_says_so(name, officer):
    assert SAMPLE_MARK in officer.get(address(name, period=PERIOD, code="MX00001")).content.decode()


def test_every_screen_of_a_recommendation_says_so(officer):
    for each in Recommendation.objects.all():
        for name in ("recommendation", "recommendation-edit"):
            assert SAMPLE_MARK in officer.get(address(name, pk=each.pk)).content.decode()


@pytest.mark.parametrize("name", ["home", "warning-list", "form-list", "recommendation-list"])
def test_where_several_units_stand_together_each_of_the_sample_is_marked(name, officer, made):
    Post.objects.create(user=User.objects.get(username="officer"), unit=made.sample.province.unit, role=Role.EDITOR)

    page = officer.get(reverse(name)).content.decode()

    named = [item for item in re.split(r'<li class="|<tr>', page)[1:] if "Mẫu" in item]
    assert named != []
    assert [item for item in named if "ố liệu giả định" not in item] == []


def test_every_day_in_a_calendar_says_so(made):
    days = due_days_of(Unit.objects.filter(is_sample=True), date(2025, 6, 1))
    told = calendar_of(days, base="", at=timezone.now()).decode().replace("\r\n ", "")
    summaries = [line for line in told.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION:Hạn"))]

    assert {each.key.partition("-")[0] for each in days} == {"report", "deadline", "task", "recommendation"}
    assert [line for line in summaries if not line.endswith("(số liệu giả định)")] == []


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", ["entry-grid", "sheet-upload"])
def test_every_table_of_a_plan_says_so(name, sheet, officer):
    response = officer.get(address(name, slug=OPEN, sheet=sheet))

    if name == "entry-grid" and sheet == "budget":
        assert response.status_code == 404
    else:
        assert SAMPLE_MARK in response.content.decode()


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_workbook_to_fill_in_says_so_on_every_sheet(sheet, officer):
    content = officer.get(address("sheet-template", slug=OPEN, sheet=sheet)).content

    for page in load_workbook(io.BytesIO(content)).worksheets:
        assert SAMPLE_MARK in {cell.value for row in page.iter_rows(max_row=3) for cell in row}


def test_a_workbook_that_goes_out_comes_back_without_a_change(officer, made):
    user, plan = User.objects.get(username="officer"), Plan.objects.get(slug=OPEN)
    for sheet in SHEETS:
        kind = sheet_kind(sheet)
        scope = kind.find(plan.slug, user)
        content = kind.template(scope, user)
        answer = officer.post(
            address("sheet-upload", slug=OPEN, sheet=sheet), {"workbook": named(content, f"{sheet}.xlsx")}, follow=True
        )
        outcome = preview(SheetUpload.objects.latest("pk"), by=user)
        assert SAMPLE_MARK in answer.content.decode()
        changed = [change for change in outcome.changes if change.old != change.new]
        assert (sheet, list(outcome.problems), changed) == (sheet, [], [])


def named(content, name):
    file = io.BytesIO(content)
    file.name = name
    return file


def test_the_list_marks_them_among_the_others(officer):
    page = officer.get(reverse("plan-list") + "?words=mẫu").content.decode()

    assert page.count("Số liệu giả định") == page.count('class="plan-name"')


@pytest.mark.parametrize("slug", [ISSUED, OPEN, COMMUNE, REPORT])
def test_every_page_and_sheet_of_every_paper_says_so(slug, made):
    plan = Plan.objects.with_names().get(slug=slug)
    document = document_for(plan)

    with pdfplumber.open(io.BytesIO(pdf_for(plan))) as book:
        pages = [page.extract_text() for page in book.pages]
    word = Document(io.BytesIO(docx.draw(document)))
    sheets = load_workbook(io.BytesIO(xlsx.draw(document))).worksheets

    assert all(page.rstrip().endswith(SAMPLE_MARK) for page in pages)
    assert {section.footer.paragraphs[0].text for section in word.sections} == {SAMPLE_MARK}
    assert {sheet["A1"].value for sheet in sheets} == {SAMPLE_MARK}


def test_the_signed_paper_keeps_it_when_somebody_takes_the_mark_away(made):
    plan = Plan.objects.with_names().get(slug=ISSUED)
    plan.unit.is_sample = False
    plan.unit.save()

    assert document_for(Plan.objects.with_names().get(slug=ISSUED)).mark == SAMPLE_MARK
