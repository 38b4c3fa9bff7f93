"""A period's results typed into the grid, or sent as a workbook. All figures are invented."""

import json
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import transaction
from django.urls import reverse
from openpyxl import load_workbook

from indicators.models import PeriodResult, Result, Target
from indicators.reporting.tracing import tellings_of
from planning.entry.kinds import entry_kind
from planning.people.roles import Role
from planning.people.users import Post
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.sheets.actions import apply_upload, hold_upload, preview, undo_import
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import NoSuchScope, ScopeIsNotOpen
from planning.sheets.uploads import AppliedSheet
from planning.sheets.workbooks import open_workbook
from planning.tracking.submissions import Submission
from tests.conftest import make_plan
from tests.indicators.assigning import issue, make_communes
from tests.indicators.reporting import NOW, make_period, reported, row_of, tell, vetted
from tests.indicators.storing import counts, store

OWN = ["estimate.numerator", "estimate.denominator", "estimate.value"] + [
    f"reported.{part}" for part in ("numerator", "denominator", "value")
]
VETTED = ["vetted.numerator", "vetted.denominator", "vetted.value"]


@pytest.fixture
def year(places, programme):
    """A year whose period stays open, whatever the clock says."""
    return make_period(places.province, programme)


@pytest.fixture
def asked(year, places, programme, rate, houses, indicator):
    """The province's plan in force asks a rate and a count."""
    indicator("other", "Chỉ tiêu không giao", adds_up="sum")
    plan = make_plan(places.province, programme, "51-annual-2025")
    Target.objects.create(plan=plan, indicator=rate, comparator="down-to", value="5.57")
    Target.objects.create(plan=plan, indicator=houses, comparator="at-least", value="40")
    issue(plan)


def save(client, scope, *cells, kind="period-results", base=""):
    body = {"cells": [{"row": str(row), "column": column, "text": text, "base": base} for row, column, text in cells]}
    address = reverse("entry-save", args=[scope, kind])
    return client.post(address, json.dumps(body), content_type="application/json")


def states(response):
    return [cell["state"] for cell in response.json()["cells"]]


def table(name, user, kind="period-results"):
    found = entry_kind(kind)
    return found.table(found.find(name, user))


def name_of(period, unit, subject=""):
    return "__".join(filter(None, (period.slug, unit.code, subject)))


def open_columns(name, user, row, kind="period-results"):
    found = table(name, user, kind)
    return [column.key for column in found.columns if not found.lock(found.row_at[row], column)]


def test_a_commune_tells_its_counts_and_the_rate_and_the_years_result_follow(client, year, asked, lan, places, rate):
    client.force_login(lan)
    name = name_of(year, places.ba_dinh)

    saved = save(client, name, ("poor-rate", "reported.numerator", "40"), ("poor-rate", "reported.denominator", "500"))

    cell = table(name, lan).cells["poor-rate", "reported.value"]
    assert states(saved) == ["saved", "saved"]
    assert (cell.value, cell.lock) == (8, "Tỷ lệ được tính từ tử số và mẫu số.")
    assert Result.objects.get().figure == 8


def test_only_what_the_plan_in_force_asks_is_asked(year, asked, lan, places):
    rows = [row.key for row in table(name_of(year, places.ba_dinh), lan).rows]

    assert rows == ["houses", "poor-rate"]


def test_without_a_plan_everything_in_use_is_asked(year, lan, places, rate, houses):
    rows = [row.key for row in table(name_of(year, places.ba_dinh), lan).rows]

    assert rows == ["houses", "poor-rate"]


@pytest.mark.parametrize(
    ("who", "columns"), [("lan", [*OWN]), ("hoa", []), ("chair", []), ("minh", [*VETTED]), ("keeper", [*OWN, *VETTED])]
)
def test_each_person_enters_their_own_columns(request, year, asked, places, who, columns):
    person = request.getfixturevalue(who)

    assert open_columns(name_of(year, places.ba_dinh), person, "poor-rate") == columns


def test_whoever_edits_for_both_levels_enters_both(year, asked, places, lan):
    Post.objects.create(user=lan, unit=places.province, role=Role.EDITOR)

    assert open_columns(name_of(year, places.ba_dinh), lan, "poor-rate") == [*OWN, *VETTED]


def test_a_report_that_was_sent_stays_and_is_still_vetted(year, asked, places, lan, minh):
    Submission.objects.create(period=year, unit=places.ba_dinh, sent_at=NOW)

    assert open_columns(name_of(year, places.ba_dinh), lan, "poor-rate") == []
    assert open_columns(name_of(year, places.ba_dinh), minh, "poor-rate") == VETTED


def test_a_locked_period_is_open_to_nobody(client, year, asked, places, lan, keeper):
    year.locked_at = NOW
    year.save()
    client.force_login(lan)

    saved = save(client, name_of(year, places.ba_dinh), ("houses", "reported.value", "3"))

    assert saved.status_code == 403
    assert open_columns(name_of(year, places.ba_dinh), keeper, "houses") == []


def test_a_vetted_figure_typed_by_the_unit_itself_is_refused(client, year, asked, places, lan):
    client.force_login(lan)

    saved = save(client, name_of(year, places.ba_dinh), ("houses", "vetted.value", "3"))

    assert states(saved) == ["locked"]
    assert not PeriodResult.objects.exists()


def test_another_commune_finds_nothing(year, asked, places, tam):
    with pytest.raises(NoSuchScope):
        entry_kind("period-results").find(name_of(year, places.ba_dinh), tam)


def test_what_stands_beside_a_figure_is_shown_and_never_entered(year, asked, places, lan, houses):
    tell(year, houses, {places.ba_dinh: reported(12) | vetted(10)})

    found = table(name_of(year, places.ba_dinh), lan)

    assert found.cells["houses", "difference"].value == 2
    assert [column.key for column in found.columns if not column.is_entered] == ["plan", "difference", "last"]


def test_the_province_sees_what_its_communes_come_to(year, asked, places, minh, houses):
    tell(year, houses, {places.ba_dinh: reported(12), places.ba_to: reported(5), places.province: reported(1)})

    found = table(name_of(year, places.province), minh)

    assert found.cells["houses", "below"].value == 17
    assert found.cells["houses", "plan"].value == 40
    assert found.cells["houses", "reported.value"].warning == (
        "Các đơn vị cấp dưới đã báo cáo đủ: số tổng hợp được dùng, không dùng số này."
    )


def test_the_province_vets_one_indicator_of_all_communes(client, year, asked, places, minh, houses):
    tell(year, houses, {places.ba_dinh: reported(12), places.ba_to: reported(5)})
    client.force_login(minh)
    name = name_of(year, places.province, "houses")

    saved = save(
        client,
        name,
        (places.ba_dinh.pk, "vetted.value", "11"),
        (places.ba_to.pk, "reported.value", "9"),
        kind="period-vetting",
    )

    assert states(saved) == ["saved", "locked"]
    assert row_of(year, places.ba_dinh, houses).vetted_value == 11
    assert Result.objects.get(unit=places.ba_dinh).value == 11
    assert open_columns(name, minh, str(places.ba_to.pk), "period-vetting") == ["vetted.value"]


def test_a_commune_vets_nobody(year, asked, places, lan):
    with pytest.raises(NoSuchScope):
        entry_kind("period-vetting").find(name_of(year, places.ba_dinh, "houses"), lan)
    with pytest.raises(NoSuchScope):
        entry_kind("period-vetting").find(name_of(year, places.province, "houses"), lan)


def test_counts_that_make_no_rate_are_refused(client, year, asked, places, lan):
    client.force_login(lan)
    name = name_of(year, places.ba_dinh)

    zero = save(client, name, ("poor-rate", "reported.denominator", "0"))
    larger = save(client, name, ("poor-rate", "reported.numerator", "9"), ("poor-rate", "reported.denominator", "4"))

    assert zero.json()["cells"][0]["message"] == "Mẫu số phải lớn hơn 0."
    assert {cell["message"] for cell in larger.json()["cells"]} == {"Tử số không được lớn hơn mẫu số."}
    assert not PeriodResult.objects.exists()


def test_what_the_review_answers_is_shown_locked_in_a_year_and_open_in_half_a_year(
    year, places, programme, lan, indicator
):
    poor = indicator("poor", "Tỷ lệ hộ nghèo", adds_up="ratio", review_numerator="poor_households")
    store(poor, 2025, {places.ba_dinh: counts(60, 760)})
    half = make_period(places.province, programme, PeriodKind.HALF)

    cell = table(name_of(year, places.ba_dinh), lan).cells["poor", "reported.value"]

    assert (cell.value, cell.lock) == (Decimal("7.89"), "Lấy từ kết quả rà soát hộ nghèo.")
    assert open_columns(name_of(half, places.ba_dinh), lan, "poor") == OWN


def test_the_years_grid_locks_what_the_report_answers(year, asked, places, lan, houses):
    tell(year, houses, {places.ba_dinh: reported(12)})

    found = table("21499-2025", lan, "results")

    cell = found.cells[str(places.ba_dinh.pk), "houses.value"]
    assert (cell.value, cell.lock) == (12, "Số liệu lấy từ báo cáo năm.")
    assert not found.lock(found.row_at[str(places.ba_dinh.pk)], found.column_at["other.value"])


def test_a_workbook_taken_out_and_sent_back_changes_nothing(year, asked, places, lan, houses, rate):
    tell(year, houses, {places.ba_dinh: reported(0) | {"estimate_value": 7}})
    tell(year, rate, {places.ba_dinh: reported(60, 760)})
    name = name_of(year, places.ba_dinh)

    outcome = into(name, out(name, lan), lan)

    assert (outcome.problems, outcome.writes) == ((), ())


def test_a_workbook_brings_figures_in_and_is_undone(year, asked, places, minh, houses):
    tell(year, houses, {places.ba_dinh: reported(12), places.ba_to: reported(5)})
    name, kind = name_of(year, places.province, "houses"), sheet_kind("period-vetting")
    content = filled(out(name, minh, "period-vetting"), "21499", "Thẩm định", 11)
    scope = kind.find(name, minh)
    upload = hold_upload(scope, kind, file_name="tham-dinh.xlsx", content=content, by=minh, at=NOW)

    apply_upload(upload, digest=preview(upload, by=minh).digest, by=minh, at=NOW)
    told = tellings_of(year, places.ba_dinh, houses)[0]
    undo_import(AppliedSheet.objects.get(), by=minh, at=NOW)

    assert (told.told, told.text, told.source) == ("Thẩm định", "11 nhà", "Nhập từ bảng tính (tham-dinh.xlsx)")
    assert row_of(year, places.ba_dinh, houses).vetted_value is None
    assert Result.objects.get(unit=places.ba_dinh).value == 12


@pytest.mark.parametrize("count", [1, 3])
def test_more_units_cost_no_more_queries(year, asked, places, minh, houses, count, django_assert_num_queries):
    communes = make_communes(places.province, count)
    tell(year, houses, {unit: reported(3) for unit in communes})
    kind = entry_kind("period-vetting")
    scope = kind.find(name_of(year, places.province, "houses"), minh)

    with django_assert_num_queries(18):
        kind.table(scope)


def out(name, user, kind="period-results"):
    found = sheet_kind(kind)
    return found.template(found.find(name, user), user)


def into(name, content, user, kind="period-results"):
    found = sheet_kind(kind)
    return found.read(found.find(name, user), open_workbook(content), user)


def filled(content, code, group, value):
    """The workbook with another value: in the row of a code, in the first column under a heading."""
    book = load_workbook(BytesIO(content))
    sheet = book["Bảng số liệu"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    row = next(cell.row for cell in cells if str(cell.value) == code)
    heading = next(cell for cell in cells if cell.value == group)
    sheet.cell(row, heading.column, value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_period_locked_meanwhile_takes_no_vetting(year, asked, places, minh, houses):
    kind = entry_kind("period-vetting")
    scope = kind.find(name_of(year, places.province, "houses"), minh)
    ReportingPeriod.objects.update(locked_at=NOW)

    with pytest.raises(ScopeIsNotOpen), transaction.atomic():
        kind.hold(scope, minh)


def test_a_report_sent_meanwhile_takes_no_more_figures(year, asked, places, lan, minh):
    kind = entry_kind("period-results")
    scopes = {user: kind.find(name_of(year, places.ba_dinh), user) for user in (lan, minh)}
    Submission.objects.create(period=year, unit=places.ba_dinh, sent_at=NOW)

    with pytest.raises(ScopeIsNotOpen), transaction.atomic():
        kind.hold(scopes[lan], lan)
    with transaction.atomic():
        assert kind.hold(scopes[minh], minh).opens == {"vetted"}
