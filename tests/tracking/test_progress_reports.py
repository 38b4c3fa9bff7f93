"""What a report says of tasks: its counts, its sentences, its appendix, and how each count is explained."""

from datetime import date

import pytest

from planning.documents.assemble import assemble
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.text.explaining import explain
from planning.text.figures import figures_of
from planning.tracking.tasks.tables import task_progress
from tests.conftest import make_plan
from tests.tracking.matrix import State, action_plan, add_task, in_force, told
from tests.tracking.rounds import opened


@pytest.fixture
def report(places, programme, period):
    """Ba Dinh's monitoring report on 2025."""
    return make_plan(places.ba_dinh, programme, "21499-monitoring", kind=PlanKind.MONITORING, period=period)


@pytest.fixture
def tasks(plan, period):
    """Three tasks: done late, under way, and nothing said; the last is overdue."""
    in_force(plan)
    done = {"done_on": date(2025, 4, 1), "percent": 100, "words": "Đã ban hành.", "evidence": "12/KH-UBND"}
    told(add_task(plan, "Ban hành kế hoạch", due_on=date(2025, 3, 31)), period, State.DONE, **done)
    told(add_task(plan, "Tập huấn", "Sở Y tế", group="Nâng cao năng lực"), period, percent=0)
    add_task(plan, "Báo cáo.", "Sở Y tế; Phòng Kinh tế", group="Nâng cao năng lực", due_on=date(2025, 12, 15))


def said_in(report, name):
    return figures_of(Reading(report))[name]


def test_a_report_counts_the_tasks_and_names_what_is_overdue(report, tasks):
    figures = figures_of(Reading(report))

    assert [figures[name].value for name in ("tasks.total", "tasks.done", "tasks.overdue.count")] == [3, 1, 1]
    assert figures["tasks.summary"].source == (
        "Trong kỳ có {{ tasks.total }} phải thực hiện, trong đó: {{ tasks.done }} đã hoàn thành; "
        "{{ tasks.under-way }} đang thực hiện; {{ tasks.unreported }} chưa có báo cáo tiến độ."
    )
    assert figures["tasks.overdue"].source.split("\n") == [
        "Có {{ tasks.overdue.count }} quá hạn, gồm:",
        "- Báo cáo (Sở Y tế; Phòng Kinh tế; thời hạn 15/12/2025).",
    ]


def test_tasks_of_one_state_are_not_parted(report, plan, period):
    in_force(plan)
    first, second = (add_task(plan, words, "Sở Y tế") for words in ("Tập huấn", "Niêm yết"))

    said = [said_in(report, "tasks.summary").source]
    for task in (first, second):
        told(task, period, percent=0)
    said.append(said_in(report, "tasks.summary").source)
    second.delete()
    said.append(said_in(report, "tasks.summary").source)

    assert said == [
        "Trong kỳ có {{ tasks.total }} phải thực hiện, tất cả chưa có báo cáo tiến độ.",
        "Trong kỳ có {{ tasks.total }} phải thực hiện, tất cả đang thực hiện.",
        "Trong kỳ có {{ tasks.total }} phải thực hiện, hiện đang thực hiện.",
    ]


def test_a_report_without_tasks_says_so(report):
    figures = figures_of(Reading(report))

    assert figures["tasks.summary"].source.startswith("Các kế hoạch đang có hiệu lực không giao nhiệm vụ nào")
    assert figures["tasks.overdue"].source == ""
    assert task_progress(Reading(report)) is None


def test_a_report_says_that_nothing_is_overdue(report, plan, period):
    told(add_task(in_force(plan)), period)

    assert said_in(report, "tasks.overdue").source == "Không có nhiệm vụ nào quá hạn."


def test_a_plan_says_nothing_of_what_became_of_it(plan):
    names = set(figures_of(Reading(plan)))

    assert not names & {"tasks.summary", "tasks.total", "recommendations.summary"}
    assert task_progress(Reading(plan)) is None


def test_the_appendix_lists_the_tasks_in_their_groups(report, tasks):
    table = task_progress(Reading(report))

    assert table.is_landscape
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["I", "Lãnh đạo, chỉ đạo", "", "", "", ""],
        [
            "1", "Ban hành kế hoạch", "Phòng Kinh tế", "31/3/2025", "Đã hoàn thành (chậm so với thời hạn)",
            "Đã ban hành; đạt 100%; minh chứng: 12/KH-UBND",
        ],
        ["II", "Nâng cao năng lực", "", "", "", ""],
        ["1", "Tập huấn", "Sở Y tế", "31/12/2025", "Đang thực hiện", "đạt 0%"],
        ["2", "Báo cáo.", "Sở Y tế; Phòng Kinh tế", "15/12/2025", "Chưa báo cáo (quá hạn)", ""],
    ]  # fmt: skip


def test_the_sentence_and_the_appendix_of_the_paper_agree(report, tasks):
    report.sections.create(part="plan", position=1, body="{{ tasks.summary }}\n{{ tasks.overdue }}")

    document = assemble(report)

    assert [paragraph.text for paragraph in document.paragraphs] == [
        "Trong kỳ có 3 nhiệm vụ phải thực hiện, trong đó: 1 nhiệm vụ đã hoàn thành; 1 nhiệm vụ đang thực hiện; "
        "1 nhiệm vụ chưa có báo cáo tiến độ.",
        "Có 1 nhiệm vụ quá hạn, gồm:",
        "Báo cáo (Sở Y tế; Phòng Kinh tế; thời hạn 15/12/2025)./.",
    ]
    [table] = [table for table in document.appendices if table.key == "task-progress"]
    assert sum(row.kind == "item" for row in table.rows) == 3


def test_a_count_is_explained_by_the_tasks_it_counts(report, tasks, period):
    explained = explain(Reading(report), "tasks.overdue.count")

    assert (explained.text, explained.address) == ("1 nhiệm vụ", f"/tasks/{period.slug}__21499/")
    assert [(each.label, each.text) for each in explained.inputs] == [("Báo cáo.", "Chưa báo cáo (quá hạn)")]
    assert explain(Reading(report), "tasks.total").text == "3 nhiệm vụ"
    assert explain(Reading(report), "tasks.done").text == "1 nhiệm vụ"
    assert explain(Reading(report), "tasks.summary") is None


def test_a_summary_over_the_years_takes_the_latest_state_of_each(places, programme, period, minh):
    told(add_task(action_plan(places.ba_dinh, programme)), period, percent=70)
    final = opened(places.province, programme, minh, kind="final", first_year=2021, last_year=2025, deadlines={})
    report = make_plan(places.ba_dinh, programme, "21499-summary", kind=PlanKind.SUMMARY, period=final)

    [_, row] = task_progress(Reading(report)).rows

    assert [cell.text for cell in row.cells][4:] == ["Đang thực hiện", "đạt 70%"]
