"""What is typed of tasks is not lost: not behind a filter, and not where an adjustment took force in between."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from planning.places.units import Unit
from planning.plans.adjusting import adjust
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.tracking.progress import TaskProgress
from planning.tracking.scopes import report_name
from planning.tracking.tasks.evidence import subject_of
from planning.tracking.tasks.saying import said_of
from planning.tracking.tasks.warnings import task_dates
from tests.tracking.matrix import add_task, in_force, told
from tests.tracking.rounds import on_day

TODAY = date(2025, 11, 10)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    on_day(monkeypatch, TODAY)


@pytest.fixture
def task(plan):
    """A yearly task of Ba Dinh's plan in force."""
    return add_task(in_force(plan))


@pytest.fixture
def address(period, places):
    return reverse("task-progress-edit", args=[report_name(period, places.ba_dinh)])


def typed(task, **fields):
    """A form as the browser sends it, with the mark of a task of which nothing was said."""
    return {f"task-{task.pk}-{name}": value for name, value in ({"seen": said_of(None, 0).mark} | fields).items()}


def adjusted(plan, by):
    """The plan's adjustment, in force in its place."""
    new = adjust(plan, by=by, at=timezone.now())
    Plan.objects.filter(pk=plan.pk).update(status=Status.SUPERSEDED)
    Plan.objects.filter(pk=new.pk).update(status=Status.ISSUED, number="7")
    return new


def test_what_is_typed_of_a_task_the_filter_no_longer_shows_is_told_and_stays(client, address, task, period, lan):
    other = add_task(task.plan, "Việc khác")
    form = typed(task, state="under-way", words="Chữ của Lan") | typed(other, state="under-way")
    told(task, period, words="Chữ của Minh")
    client.force_login(lan)

    answer = client.post(f"{address}?state=unreported", form)

    assert answer.status_code == 400
    assert "Chữ của Lan" in answer.text
    assert "Vừa có người khác ghi nhiệm vụ này: Đang thực hiện; Chữ của Minh" in answer.text
    assert list(TaskProgress.objects.values_list("words", flat=True)) == ["Chữ của Minh"]


def test_what_a_form_does_not_name_stays_as_it_is(client, address, task, period, lan):
    told(task, period, percent=20)
    client.force_login(lan)

    assert client.post(address, {}).status_code == 302
    assert TaskProgress.objects.get().percent == 20


def test_what_is_typed_while_an_adjustment_takes_force_is_said_of_its_task(client, address, task, lan):
    new = adjusted(task.plan, lan)
    client.force_login(lan)

    answer = client.post(address, typed(task, state="under-way", words="Đang làm"), follow=True)

    row = TaskProgress.objects.get()
    assert (row.task, row.words) == (new.tasks.get(), "Đang làm")
    assert "Kế hoạch vừa được điều chỉnh" in answer.text


@pytest.mark.parametrize("alone", [False, True])
def test_what_is_typed_of_a_task_the_adjustment_drops_is_told_and_still_shown(
    alone, client, address, task, period, places, lan
):
    dropped = add_task(task.plan, "Sẽ bỏ")
    new = adjusted(task.plan, lan)
    new.tasks.filter(key=dropped.key).delete()
    one = reverse("task-progress-one", args=[report_name(period, places.ba_dinh), dropped.pk])
    form = typed(dropped, state="under-way", words="Đã làm một nửa")
    client.force_login(lan)

    answer = client.post(one if alone else address, form if alone else form | typed(task, state="under-way"))

    assert answer.status_code == 400
    assert [(each.task, each.typed[1]) for each in answer.context["lost"]] == [
        ("Sẽ bỏ", ("Kết quả, sản phẩm", "Đã làm một nửa"))
    ]
    assert "Đã làm một nửa" in answer.text
    assert not TaskProgress.objects.exists()


def test_a_number_that_never_was_a_task_is_told_too(client, address, task, lan):
    client.force_login(lan)

    answer = client.post(address, {"task-999999-words": "Chữ", f"task-{10**17}-words": "Lạ", "task-x-words": "?"})

    assert answer.status_code == 400
    assert [each.task for each in answer.context["lost"]] == ["Nhiệm vụ không còn", "Nhiệm vụ không còn"]


def test_files_and_calendar_know_a_task_also_after_an_adjustment(client, task, period, places, lan):
    name, units = report_name(period, places.ba_dinh), Unit.objects.filter(pk=places.ba_dinh.pk)
    client.force_login(lan)
    file = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.7 ")
    attach = reverse("period-attach", args=[period.slug, places.ba_dinh.code])
    client.post(attach, {"file": file, "subject": subject_of(task)})
    before = [due.key for due in task_dates(units, TODAY)]

    new = adjusted(task.plan, lan).tasks.get()
    new.content = "Rà soát hộ nghèo, hộ cận nghèo"
    new.due_on = date(2025, 12, 1)
    new.save()

    pages = [client.get(reverse("task-progress-one", args=[name, pk])) for pk in (new.pk, task.pk)]
    report = client.get(reverse("period-unit", args=[period.slug, places.ba_dinh.code]))
    assert [[each.name for each in page.context["files"]] for page in pages] == [["bien-ban.pdf"]] * 2
    assert [words for _, words in report.context["files"]] == ["nhiệm vụ “Rà soát hộ nghèo, hộ cận nghèo”"]
    assert [due.key for due in task_dates(units, TODAY)] == before == [f"task-{task.key}-2025"]
