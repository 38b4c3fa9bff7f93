"""Printing that is too long for a request."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from indicators.models import Target
from planning.documents.assemble import assemble
from planning.documents.fonts import FontIsMissing
from planning.jobs import drawing
from planning.jobs.actions import NothingToPrint, cancel_print, order_print
from planning.jobs.drawing import draw_job, is_long
from planning.jobs.jobs import JobState, PrintFormat, PrintJob
from planning.people.users import Post
from tests.conftest import make_plan
from tests.documents.samples import document, picture, table

NOW = timezone.now()


@pytest.fixture
def waiting(settings):
    """Jobs wait for a worker, as they do outside tests."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def order(plan, lan, django_capture_on_commit_callbacks):
    """Lan orders her plan; the order is sent on when its transaction ends."""

    def place(form=PrintFormat.XLSX, slugs=None):
        with django_capture_on_commit_callbacks(execute=True):
            return order_print(slugs or [plan.slug], form, by=lan, at=NOW)

    return place


@pytest.mark.django_db(transaction=True)
def test_an_order_waits_for_the_worker_and_is_drawn_by_it(waiting, order, client, lan):
    job = order()
    assert PrintJob.objects.get().state == JobState.WAITING

    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)

    client.force_login(lan)
    response = client.get(reverse("print-job-file", args=[job.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="21499-annual-2025.xlsx"'
    assert zipfile.is_zipfile(io.BytesIO(response.content))


def test_several_plans_come_as_one_archive(order, places, programme, plan):
    second = make_plan(places.ba_dinh, programme, "21499-annual-2024", 2024)

    order(slugs=[plan.slug, second.slug])

    job = PrintJob.objects.get()
    assert (job.state, job.done, job.total) == (JobState.DONE, 2, 2)
    names = zipfile.ZipFile(io.BytesIO(job.content)).namelist()
    assert names == ["21499-annual-2024.xlsx", "21499-annual-2025.xlsx"]


def test_nobody_orders_what_they_may_not_see(plan, province_plan, tam, lan):
    with pytest.raises(NothingToPrint):
        order_print([plan.slug], PrintFormat.PDF, by=tam, at=NOW)

    job = order_print([plan.slug, province_plan.slug], PrintFormat.PDF, by=lan, at=NOW)
    assert job.slugs == [plan.slug]


def test_a_post_that_ended_since_the_order_prints_nothing_of_the_unit(waiting, order, lan):
    job = order()
    Post.objects.filter(user=lan).delete()

    draw_job.func(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.content) == (JobState.FAILED, None)
    assert "không còn trong phạm vi" in job.failure


def test_a_job_called_off_is_not_drawn(waiting, order, lan):
    job = order()

    assert cancel_print(job, by=lan)
    draw_job.func(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.content) == (JobState.CANCELLED, None)
    assert not cancel_print(job, by=lan)


@pytest.fixture
def second(plan, places, programme):
    return make_plan(places.ba_dinh, programme, "21499-annual-2026", 2026)


def test_a_job_called_off_half_way_stops_before_the_next_plan(waiting, order, lan, plan, second, monkeypatch):
    job = order(slugs=[plan.slug, second.slug])
    drawn = []

    def draw_and_cancel(each, form):
        drawn.append(each.slug)
        cancel_print(job, by=lan)
        return f"{each.slug}.xlsx", b""

    monkeypatch.setattr(drawing, "drawn", draw_and_cancel)
    draw_job.func(str(job.pk))

    job.refresh_from_db()
    assert drawn == ["21499-annual-2025"]
    assert job.state == JobState.CANCELLED


@pytest.mark.parametrize(
    ("error", "reason", "is_raised"),
    [(FontIsMissing("thiếu phông chữ"), "thiếu phông chữ", False), (ValueError("x"), "Chương trình gặp lỗi", True)],
)
def test_a_failure_is_told_and_never_silent(waiting, order, monkeypatch, error, reason, is_raised):
    job = order()

    def fail(plan, form):
        raise error

    monkeypatch.setattr(drawing, "drawn", fail)
    try:
        draw_job.func(str(job.pk))
    except ValueError:
        assert is_raised

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert reason in job.failure


def test_a_finished_file_is_fetched_by_its_owner_alone(order, client, hoa):
    job = order()
    client.force_login(hoa)

    for name in ("print-job", "print-job-file"):
        assert client.get(reverse(name, args=[job.pk])).status_code == 404
    assert client.post(reverse("print-job-cancel", args=[job.pk])).status_code == 404


def test_the_page_of_an_open_job_asks_again_and_offers_to_call_it_off(waiting, order, client, lan):
    job = order()
    client.force_login(lan)

    page = client.get(reverse("print-job", args=[job.pk]))
    assert page["Refresh"] == "2"
    assert "đã in 0/1" in page.content.decode()

    client.post(reverse("print-job-cancel", args=[job.pk]))
    after = client.get(reverse("print-job", args=[job.pk]))
    assert "Refresh" not in after
    assert "Đã hủy" in after.content.decode()
    again = client.post(reverse("print-job-cancel", args=[job.pk]), follow=True).content.decode()
    assert "không hủy được nữa" in again


def test_plans_ticked_in_the_list_are_ordered(client, plan, lan, waiting):
    client.force_login(lan)

    response = client.post(reverse("print-job-list"), {"plan": [plan.slug], "format": "pdf"})

    assert response.url == reverse("print-job", args=[PrintJob.objects.get().pk])
    assert "1 văn bản" in client.get(reverse("print-job-list")).content.decode()


@pytest.mark.parametrize(
    ("order_form", "reason"),
    [({"format": "pdf"}, "Chưa chọn"), ({"format": "odt", "plan": "x"}, "Định dạng không có")],
)
def test_an_empty_or_odd_order_is_answered_in_words(client, plan, lan, order_form, reason):
    client.force_login(lan)

    response = client.post(reverse("print-job-list"), order_form, follow=True)

    assert reason in response.content.decode()
    assert PrintJob.objects.count() == 0


def test_files_of_more_than_a_week_ago_go(order, lan, plan):
    old = PrintJob.objects.create(by=lan, at=NOW - timedelta(days=8), format="pdf", total=1)

    order()

    assert not PrintJob.objects.filter(pk=old.pk).exists()


def test_pictures_count_beside_the_rows_they_stand_with():
    pictures = tuple(picture(f"p-{number}") for number in range(4))
    papers = [document(appendices=[table(160, figures=2, pictures=shown)]) for shown in ((), pictures[:1], pictures)]

    assert [is_long(paper) for paper in papers] == [False, False, True]


def test_a_plan_with_hundreds_of_rows_is_left_to_the_worker(plan, client, lan, indicator):
    assert not is_long(assemble(plan))
    many = [indicator(f"ct-{n}", f"Chỉ tiêu {n}", position=n) for n in range(301)]
    Target.objects.bulk_create(Target(plan=plan, indicator=each, comparator="reach", value=1) for each in many)
    client.force_login(lan)

    page = client.get(reverse("plan-pdf", args=[plan.slug]))

    assert "text/html" in page["Content-Type"]
    assert f'name="plan" value="{plan.slug}"' in page.content.decode()


def test_a_job_says_what_it_left_out(waiting, order, plan, second, lan):
    job = order(slugs=[plan.slug, second.slug])
    second.delete()

    draw_job.func(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.file_name) == (JobState.DONE, "21499-annual-2025.xlsx")
    assert job.failure.startswith("1 văn bản không còn")
