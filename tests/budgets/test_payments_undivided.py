"""Money of no project: whoever adds up the projects finds the total, in words, in tables and in the grid."""

from dataclasses import replace

import pytest

from budgets.entry.payments import PAYMENTS
from budgets.paying.faces import Gap, by_holder, by_project, by_source, gaps_of, undivided_words
from budgets.paying.paid import paid_by
from planning.documents.appendices import tables_of
from planning.formats import MoneyUnit
from planning.plans.reading import Reading
from planning.review.problems import problems_of
from planning.text.figures import figures_of
from tests.budgets.paying import MILLION, make_period, place, put_in_force, tell
from tests.budgets.test_payments_report import make_report

UNDIVIDED = "payments.undivided"


@pytest.fixture
def year(places, programme, plan, fund):
    """Beside 300, 1.001 and 2,5 million of projects 40 million that are of none, and 7 of project 2 as a whole."""
    fund(plan, "CT", "other", "", 40 * MILLION)
    fund(plan, "DA2", "local-commune", "recurrent", 7 * MILLION)
    put_in_force(plan)
    return make_period(places.province, programme)


@pytest.fixture
def told(places, year, lan):
    at = places.ba_dinh
    tell(
        year,
        lan,
        {
            place(at, "CT", "other", ""): 30,
            place(at, "DA1", "central", "recurrent"): 120,
            place(at, "DA2", "local-commune", "recurrent"): 5,
            place(at, "DA2.1", "central", "investment"): 1000,
            place(at, "DA2.2", "local-commune", "recurrent"): 0,
        },
    )


@pytest.fixture
def report(places, year):
    return make_report(places.ba_dinh, year)


def millions(figures, name):
    return figures[name].value / MILLION


def test_projects_and_what_is_of_none_are_the_total_of_the_sentence(report, told):
    figures = figures_of(Reading(report))

    lines = figures["payments.list"].source.split("\n")
    assert [line.split(": giải ngân")[0].split(": chưa")[0] for line in lines] == [
        "- Dự án 1: Sinh kế",
        "- Dự án 2: Đào tạo",
        "+ Tiểu dự án 1: Dạy nghề",
        "+ Tiểu dự án 2: Việc làm",
        "+ Không theo tiểu dự án (ngân sách địa phương)",
        "- Không theo dự án (huy động khác)",
    ]
    assert lines[-1].endswith("giải ngân {{ payments.undivided }}, đạt {{ payments.undivided.percent }} kế hoạch năm.")
    projects = [millions(figures, name) for name in ("payments.DA1", "payments.DA2", UNDIVIDED)]
    assert projects == [120, 1005, 30]
    assert sum(projects) == millions(figures, "payments.total")
    parts = [millions(figures, f"payments.DA2{of}") for of in (".1", ".2", ".undivided")]
    assert sum(parts) == millions(figures, "payments.DA2")
    assert figures[UNDIVIDED].label == "Giải ngân không theo dự án"


def test_the_table_has_a_row_for_it_that_is_added(report, told):
    table = next(table for table in tables_of(Reading(report)) if table.key == "payments")

    names = [row.cells[1].text for row in table.rows]
    total, *_ = table.rows
    assert [names[at] for at in total.adds] == ["Dự án 1: Sinh kế", "Dự án 2: Đào tạo", "Không theo dự án"]
    paid = [cell.value for cell in (row.cells[5] for row in (table.rows[at] for at in total.adds))]
    assert sum(paid) == total.cells[5].value == 1155
    apart = table.rows[names.index("Không theo tiểu dự án")]
    assert [names[at] for at in apart.adds] == ["Ngân sách xã, sự nghiệp"]
    assert "Tổng số gồm cả 40 triệu đồng không theo dự án (huy động khác), đã giải ngân 30." in table.notes


def test_nothing_is_said_of_it_where_all_money_is_of_projects_or_none_is(places, programme, plan, province_plan):
    put_in_force(plan)
    put_in_force(province_plan)
    year, half = make_period(places.province, programme), make_period(places.old_province, programme, "half")

    for paid in (paid_by(year, places.ba_dinh), paid_by(half, places.old_province)):
        assert undivided_words(paid, MoneyUnit.MILLION) == ""
        assert not any(row.is_undivided for row in by_project(paid, paid.cube))


def test_money_of_no_project_that_nobody_told_of_is_said_to_be_untold(places, year):
    words = undivided_words(paid_by(year, places.ba_dinh), MoneyUnit.MILLION)

    assert words == "Tổng số gồm cả 40 triệu đồng không theo dự án (huy động khác), chưa có số giải ngân."


def test_loans_beside_the_total_are_of_no_project_and_not_added(places, year, plan, sources, fund, told):
    sources["credit"].is_counted = False
    sources["credit"].save()
    fund(plan, "CT", "credit", "", 900 * MILLION)
    paid = paid_by(year, places.ba_dinh)

    rows = by_project(paid, paid.cube)

    at = next(at for at, row in enumerate(rows) if row.is_undivided and not row.node.depth)
    assert [rows[place].name for place in rows[at].adds] == ["Huy động khác"]
    assert [row.name for row in rows[at:]] == ["Không theo dự án", "Vốn tín dụng (ngoài tổng số)", "Huy động khác"]
    assert rows[at].exact.paid == 30 * MILLION


def test_the_grid_has_the_row_too(scope_of_lan, told):
    table = PAYMENTS.table(scope_of_lan)

    rows = {row.key: row for row in table.rows}
    assert rows["undivided-CT"].labels[1] == "Không theo dự án"
    assert rows["undivided-CT"].adds == ("CT.other.",)
    assert rows["undivided-DA2"].adds == ("DA2.local-commune.recurrent",)
    of_projects = [table.cells[key, "paid"].value for key in ("DA1", "DA2", "undivided-CT")]
    assert sum(of_projects) == table.cells["total", "paid"].value
    assert [row.key for row in table.rows][-2:] == ["undivided-CT", "CT.other."]


@pytest.fixture
def scope_of_lan(year, lan):
    return PAYMENTS.find(f"{year.slug}__21499", lan)


def test_a_table_that_does_not_add_up_is_told_to_whoever_signs(report, told, monkeypatch):
    paid = paid_by(report.period, report.unit)
    rows = by_source(paid, paid.cube)
    rows[1] = replace(rows[1], printed=replace(rows[1].printed, paid=rows[1].printed.paid + 1))
    monkeypatch.setattr("budgets.paying.rules.by_source", lambda paid, shown: rows)

    problems = [each for each in problems_of(Reading(report)) if each.rule == "payments-do-not-add-up"]

    assert [(each.message, each.is_note) for each in problems] == [
        (
            "Bảng giải ngân theo nguồn vốn: dòng “TỔNG SỐ” ghi 1.155, cộng các dòng là 1.155,000001 triệu đồng.",
            False,
        ),
        (
            "Bảng giải ngân theo nguồn vốn: dòng “Ngân sách trung ương” ghi 1.120,000001, "
            "cộng các dòng là 1.120 triệu đồng.",
            False,
        ),
    ]


def test_every_face_closes(report, told):
    paid = paid_by(report.period, report.unit)

    for rows in (by_project(paid, paid.cube), by_source(paid, paid.cube), by_holder(paid, paid.cube, None)):
        assert list(gaps_of(rows, paid.cube.total())) == []
    assert not [each for each in problems_of(Reading(report)) if each.rule == "payments-do-not-add-up"]
    whole = replace(paid.cube.total(), settled=5)
    assert list(gaps_of(by_holder(paid, paid.cube, None), whole)) == [Gap("TỔNG SỐ", 0, 5)]
