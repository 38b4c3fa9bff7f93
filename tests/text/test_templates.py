"""The texts a plan starts from: one for each kind and level, in which every quote finds its figure."""

from datetime import date

import pytest
from django.conf import settings

from planning.documents.assemble import assemble, quotable
from planning.places.agencies import Agency, Sector
from planning.places.units import UnitKind
from planning.plans.parts import Section
from planning.plans.plans import Issuing, PlanKind
from planning.plans.reading import Reading
from planning.plans.tasks import Task, TaskGroup, Timing
from planning.text.binding import QUOTE
from planning.text.templates import write_text
from projects.models import Component, ProjectPlan
from tests.conftest import make_plan

FOLDER = settings.BASE_DIR / "templates" / "texts"


def texts(plan, part=Section.Part.PLAN):
    leaf = assemble(plan).leaves[-1 if part == Section.Part.PLAN else 0]
    return [f"{p.marker} {p.text}".strip() for p in leaf.paragraphs]


def lines_after(heading, lines, count):
    start = lines.index(heading) + 1
    return lines[start : start + count]


@pytest.fixture
def office(places):
    return Agency.objects.create(code="p-ldtbxh", name="Phòng Lao động", unit=places.district, sector=Sector.LABOUR)


@pytest.fixture
def clinic(places):
    return Agency.objects.create(code="ttyt", name="Trung tâm Y tế", unit=places.district, sector=Sector.HEALTH)


@pytest.fixture
def district_plan(places, programme, fund, office, clinic):
    """Ba Tơ district's plan of 2023: money for a project and for one sub-project of another, both with words."""
    plan = make_plan(places.district, programme, "535-annual-2023", 2023, drafted_by=office)
    fund(plan, "DA1", "central", "recurrent", 3_207_000_000)
    fund(plan, "DA2.2", "central", "recurrent", 672_000_000)
    livelihoods, jobs = (Component.objects.get(code=code) for code in ("DA1", "DA2.2"))
    ProjectPlan.objects.create(
        plan=plan, component=livelihoods, lead=office, objective="Có sinh kế.", content="- Tập huấn;\n- Hỗ trợ giống."
    )
    said = ProjectPlan.objects.create(plan=plan, component=jobs, lead=office, beneficiaries="Người lao động.")
    said.partners.add(clinic)
    write_text(plan)
    return plan


@pytest.fixture
def action_plan(places, programme):
    plan = make_plan(places.old_province, programme, "51-action-2021", 2021, kind=PlanKind.ACTION)
    plan.last_year = 2030
    plan.save()
    first = TaskGroup.objects.create(plan=plan, position=1, title="Tuyên truyền về giảm nghèo")
    second = TaskGroup.objects.create(plan=plan, position=2, title="Kiểm tra")
    for position, content in ((1, "Mở hội nghị"), (2, "Phát tài liệu.")):
        Task.objects.create(plan=plan, group=first, position=position, content=content, lead="Các sở")
    Task.objects.create(plan=plan, group=second, position=1, content="Giám sát", lead="Các sở", timing=Timing.YEARLY)
    write_text(plan)
    return plan


@pytest.fixture
def period_plan(places, programme, fund, sources):
    """A five-year plan in tỷ đồng that a decision issues; its loans count apart."""
    sources["credit"].is_counted = False
    sources["credit"].save()
    header = {"kind": PlanKind.PERIOD, "money_unit": "billion", "issuing": Issuing.BY_DECISION}
    plan = make_plan(
        places.old_province, programme, "51-period-2021", 2021, issued_on=date(2022, 12, 2), number="44", **header
    )
    plan.last_year = 2025
    plan.save()
    for source, amount in (("central", 1_166_086_000_000), ("local", 35_000_000_000), ("credit", 591_000_000_000)):
        fund(plan, "CT", source, "", amount)
    write_text(plan)
    return plan


def test_every_level_has_a_text_of_its_own_for_a_year():
    names = {path.stem for path in FOLDER.iterdir() if not path.stem.startswith("report-")}

    assert names == {*(f"annual-{kind}" for kind in UnitKind.values), "action", "period", "decision"}


def test_every_quote_of_every_template_names_a_figure(plan, province_plan, district_plan, action_plan, period_plan):
    for each in (plan, province_plan, district_plan, action_plan, period_plan):
        known = {figure.name for figure in quotable(Reading(each))}
        quoted = {quote["name"] for section in each.sections.all() for quote in QUOTE.finditer(section.body)}
        assert quoted - known == set()


def test_a_funded_project_has_a_block_in_the_order_of_the_form(district_plan):
    block = lines_after("1. Dự án 1: Sinh kế", texts(district_plan), 6)

    assert block == [
        "a) Mục tiêu: Có sinh kế.",
        "b) Nội dung hỗ trợ:",
        "- Tập huấn;",
        "- Hỗ trợ giống.",
        "c) Kinh phí thực hiện: 3.207 triệu đồng.",
        "d) Phân công thực hiện: Phòng Lao động chủ trì, phối hợp với các cơ quan, địa phương liên quan tổ chức thực "
        "hiện, kiểm tra, đánh giá và báo cáo kết quả.",
    ]


def test_a_funded_sub_project_stands_under_its_project_and_one_without_money_nowhere(district_plan):
    lines = texts(district_plan)

    assert lines_after("2. Dự án 2: Đào tạo", lines, 3) == [
        "2.1. Tiểu dự án 2: Việc làm",
        "a) Đối tượng: Người lao động.",
        "b) Kinh phí thực hiện: 672 triệu đồng.",
    ]
    assert not any("Dạy nghề" in line for line in lines)
    assert any("chủ trì, phối hợp với Trung tâm Y tế, các cơ quan" in line for line in lines)


def test_a_project_led_whole_by_one_agency_is_named_whole(district_plan, office):
    training = Component.objects.get(code="DA2.1")
    ProjectPlan.objects.create(plan=district_plan, component=training, lead=office)

    assert "- Phòng Lao động: chủ trì Dự án 1; Dự án 2." in texts(district_plan)


def test_a_sub_project_led_alone_is_named_alone(district_plan):
    assert "- Phòng Lao động: chủ trì Dự án 1; Tiểu dự án 2 - Dự án 2." in texts(district_plan)


def test_an_action_plan_counts_and_lists_its_tasks_and_refers_to_the_matrix(action_plan):
    lines = texts(action_plan)

    assert lines_after("Kế hoạch gồm 3 nhiệm vụ, chia thành 2 nhóm:", lines, 5) == [
        "1. Tuyên truyền về giảm nghèo",
        "- Mở hội nghị;",
        "- Phát tài liệu.",
        "2. Kiểm tra",
        "- Giám sát.",
    ]
    assert any("nêu tại Phụ lục kèm theo" in line for line in lines)


def test_loans_are_said_beside_the_total_and_not_in_it(period_plan):
    lines = texts(period_plan)

    assert (
        "1. Tổng kinh phí dự kiến giai đoạn 2021-2025 là 1.201,086 tỷ đồng, trong đó: ngân sách trung ương "
        "1.166,086 tỷ đồng; ngân sách địa phương 35 tỷ đồng." in lines
    )
    assert "Ngoài tổng kinh phí nêu trên, dự kiến vốn tín dụng 591 tỷ đồng." in lines


def test_a_decision_issues_the_plan_in_three_articles(period_plan):
    articles = texts(period_plan, Section.Part.DECISION)

    assert [line.split(".")[0] for line in articles] == ["Điều 1", "Điều 2", "Điều 3"]
    assert articles[0] == "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thực hiện Chương trình mẫu năm 2021."


def test_a_plan_with_words_of_its_own_gets_no_template(plan):
    Section.objects.filter(plan=plan).delete()
    Section.objects.create(plan=plan, position=1, body="Của riêng xã.")

    write_text(plan)

    assert texts(plan) == ["Của riêng xã./."]
