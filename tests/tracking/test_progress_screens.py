"""The screens of tasks in a period: the list, the form for many, the form for one, the workbook."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from planning.tracking.actions import send_report
from planning.tracking.progress import TaskProgress
from planning.tracking.scopes import report_name
from planning.tracking.tasks.evidence import subject_of
from planning.tracking.tasks.saying import said_of
from tests.tracking.matrix import State, add_task, in_force, told
from tests.tracking.rounds import at


@pytest.fixture
def task(plan):
    """A yearly task of Ba Dinh's plan in force."""
    return add_task(in_force(plan))


@pytest.fixture
def name(period, places):
    return report_name(period, places.ba_dinh)


def typed(*tasks, **fields):
    """A form as the browser sends it: of each task all fields, and the mark of what stood there."""
    values = {"state": "", "percent": "", "done_on": "", "words": "", "evidence": ""} | fields
    form = {}
    for task in tasks:
        values["seen"] = said_of(TaskProgress.objects.filter(task=task).first(), task.pk).mark
        form |= {f"task-{task.pk}-{field}": value for field, value in values.items()}
    return form


@pytest.mark.parametrize(
    ("person", "reading", "editing"),
    [("lan", 200, 200), ("minh", 200, 200), ("hoa", 200, 403), ("chair", 200, 403), ("tam", 404, 404)],
)
def test_who_sees_the_tasks_and_who_reports_on_them(person, reading, editing, request, client, name, task):
    client.force_login(request.getfixturevalue(person))

    shown = [
        client.get(reverse("task-progress", args=[name])).status_code,
        client.get(reverse("task-progress-workbook", args=[name])).status_code,
        client.get(reverse("task-progress-one", args=[name, task.pk])).status_code,
    ]

    assert shown == [reading] * 3
    assert client.get(reverse("task-progress-edit", args=[name])).status_code == editing
    one = client.post(reverse("task-progress-one", args=[name, task.pk]), typed(task, state="under-way"))
    assert one.status_code == (302 if editing == 200 else editing)


def test_many_tasks_are_reported_on_at_once(client, name, task, lan):
    other = add_task(task.plan, "Việc khác")
    client.force_login(lan)

    form = typed(task, state="done", percent="100", done_on="10/11/2025") | typed(
        other, state="not-begun", percent="0"
    )
    response = client.post(reverse("task-progress-edit", args=[name]), form, follow=True)

    assert [(row.state, row.percent, row.done_on) for row in TaskProgress.objects.order_by("task")] == [
        ("done", 100, date(2025, 11, 10)),
        ("not-begun", 0, None),
    ]
    assert "Đã ghi tiến độ của 2 nhiệm vụ." in response.text


def test_all_problems_are_told_at_once_and_nothing_typed_is_lost(client, name, task, lan):
    other = add_task(task.plan, "Việc khác")
    client.force_login(lan)

    form = typed(task, state="done", words="Đã xong phần đầu") | typed(other, state="under-way", percent="nhiều")
    response = client.post(reverse("task-progress-edit", args=[name]), form)

    assert response.status_code == 400
    assert "hãy sửa 2 điểm sau" in response.text
    assert "Nhiệm vụ đã hoàn thành phải có ngày hoàn thành." in response.text
    assert "Đã xong phần đầu" in response.text
    assert 'value="nhiều"' in response.text
    assert not TaskProgress.objects.exists()


def test_a_date_that_is_none_and_a_date_to_come_are_refused(client, name, task, lan):
    client.force_login(lan)
    address = reverse("task-progress-one", args=[name, task.pk])

    for day in ("32/13/2025", "31/12/2099", "01/01/2026"):
        assert client.post(address, typed(task, state="done", done_on=day)).status_code == 400

    assert not TaskProgress.objects.exists()


def test_the_list_says_overdue_in_words_and_what_was_said_before(client, name, task, period, lan):
    told(task, period, percent=0, words="Đang làm", evidence="12/BC-UBND")
    add_task(task.plan, "Việc trễ", due_on=date(2025, 3, 1))
    client.force_login(lan)

    page = client.get(reverse("task-progress", args=[name])).text

    assert 'href="?agency=Ph%C3%B2ng+Kinh+t%E1%BA%BF"' in page
    assert "Chưa báo cáo (quá hạn)" in page
    assert "12/BC-UBND" in page
    assert '<td class="number">0</td>' in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Một", "Hai", "Ba"]),
        ("?state=overdue", ["Hai"]),
        ("?state=unreported", ["Hai", "Ba"]),
        ("?state=under-way", ["Một"]),
        ("?agency=Sở+Y+tế", ["Một", "Ba"]),
        ("?agency=Sở+Y+tế&state=unreported", ["Ba"]),
        ("?agency=%00&state=nowhere", ["Một", "Hai", "Ba"]),
    ],
)
def test_tasks_are_narrowed_by_agency_and_by_state(query, shown, client, name, plan, period, lan):
    in_force(plan)
    told(add_task(plan, "Một", "Sở Y tế"), period)
    add_task(plan, "Hai", due_on=date(2025, 3, 1))
    add_task(plan, "Ba", "Phòng Kinh tế; Sở Y tế")
    client.force_login(lan)

    response = client.get(reverse("task-progress", args=[name]) + query)

    found = [each.task.content for _, groups in response.context["plans"] for _, some in groups for each, _ in some]
    assert found == shown


def test_a_narrowed_form_leaves_the_other_tasks_as_they_are(client, name, task, period, lan):
    told(task, period, percent=20)
    other = add_task(task.plan, "Việc khác", "Sở Y tế")
    client.force_login(lan)

    client.post(reverse("task-progress-edit", args=[name]) + "?agency=Sở+Y+tế", typed(other, state="under-way"))

    assert list(TaskProgress.objects.order_by("task").values_list("percent", flat=True)) == [20, None]


def test_who_is_told_what_another_wrote_may_write_over_it(client, name, task, period, lan):
    client.force_login(lan)
    address = reverse("task-progress-one", args=[name, task.pk])
    form = typed(task, state="stopped")
    told(task, period, percent=50, words="Đã làm một nửa")

    refused = client.post(address, form)
    shown = refused.context["form"]

    assert refused.status_code == 400
    assert "Đang thực hiện, 50%; Đã làm một nửa" in refused.text
    assert TaskProgress.objects.get().percent == 50
    again = client.post(address, form | {f"task-{task.pk}-seen": shown["seen"].value()})
    assert again.status_code == 302
    assert TaskProgress.objects.get().state == "stopped"


def test_a_sent_report_is_read_and_no_longer_written(client, name, task, period, places, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(date(2025, 11, 10)))
    client.force_login(lan)

    assert client.get(reverse("task-progress", args=[name])).status_code == 200
    assert client.get(reverse("task-progress-edit", args=[name])).status_code == 403
    assert client.post(reverse("task-progress-one", args=[name, task.pk]), typed(task)).status_code == 403


def test_one_task_shows_who_wrote_what(client, name, task, lan):
    client.force_login(lan)
    client.post(reverse("task-progress-one", args=[name, task.pk]), typed(task, state="under-way", percent="10"))

    page = client.get(reverse("task-progress-one", args=[name, task.pk])).text

    assert "Lan: Đang thực hiện, 10%" in page


def test_a_file_is_put_behind_a_task(client, name, task, period, places, lan):
    client.force_login(lan)
    file = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 ")
    attach = reverse("period-attach", args=[period.slug, places.ba_dinh.code])
    client.post(attach, {"file": file, "subject": subject_of(task)})

    page = client.get(reverse("task-progress-one", args=[name, task.pk]))

    assert [each.name for each in page.context["files"]] == ["bien-ban.pdf"]


def test_what_is_not_there_is_not_found(client, name, lan, task):
    client.force_login(lan)

    for address in ("/tasks/nowhere/", f"/tasks/{name}/999999/", "/tasks/nowhere__1/edit/"):
        assert client.get(address).status_code == 404


def test_the_workbook_has_the_rows_of_the_screen(client, name, task, period, lan):
    told(task, period, State.NOT_BEGUN, percent=0)
    client.force_login(lan)

    content = client.get(reverse("task-progress-workbook", args=[name])).content

    sheet = load_workbook(BytesIO(content)).worksheets[0]
    [row] = [row for row in sheet.iter_rows(values_only=True) if row[1] == task.content]
    assert row[2:6] == ("Phòng Kinh tế", "31/12/2025", "Chưa thực hiện", "đạt 0%")


@pytest.mark.parametrize("url", ["task-progress", "task-progress-edit"])
def test_three_tasks_cost_no_more_queries_than_one(
    url, client, name, task, period, lan, django_assert_max_num_queries
):
    told(task, period)
    client.force_login(lan)
    address = reverse(url, args=[name])
    with django_assert_max_num_queries(60) as first:
        client.get(address)
    for content in ("Hai", "Ba"):
        told(add_task(task.plan, content, "Sở Y tế", group=content), period)

    with django_assert_max_num_queries(len(first)):
        assert client.get(address).status_code == 200
