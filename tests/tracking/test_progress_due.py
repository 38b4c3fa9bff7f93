"""The form of a task asks for the day a document names, and for the year from which every second one counts."""

from datetime import date

import pytest
from django.urls import reverse

from planning.documents.assemble import assemble
from planning.plans.tasks import Task

FORM = {"new_group": "Lãnh đạo", "content": "Ban hành kế hoạch", "lead": "Phòng Kinh tế", "timing": "year"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"first_year": "2025", "due_on": "30/06/2025"}, (2025, date(2025, 6, 30))),
        ({"first_year": "2025", "due_on": ""}, (2025, None)),
        ({"timing": "two-yearly", "first_year": "2022", "due_on": ""}, (2022, None)),
        ({"timing": "two-yearly", "first_year": "", "due_on": "15/11/2022"}, (None, date(2022, 11, 15))),
        ({"timing": "yearly", "first_year": "2022", "due_on": "15/11/2022"}, (None, date(2022, 11, 15))),
    ],
)
def test_a_day_and_a_first_year_are_kept_where_the_time_takes_them(typed, kept, client, plan, lan):
    client.force_login(lan)

    client.post(reverse("task-add", args=[plan.slug]), FORM | typed)

    task = Task.objects.get()
    assert (task.first_year, task.due_on) == kept


def test_the_printed_matrix_says_the_time_as_before(client, plan, lan):
    client.force_login(lan)

    client.post(reverse("task-add", args=[plan.slug]), FORM | {"first_year": "2025", "due_on": "30/06/2025"})

    [matrix] = [table for table in assemble(plan).appendices if table.key == "tasks"]
    assert matrix.rows[1].cells[5].text == "Năm 2025"


def test_a_day_that_is_none_is_refused(client, plan, lan):
    client.force_login(lan)

    response = client.post(
        reverse("task-add", args=[plan.slug]), FORM | {"first_year": "2025", "due_on": "31/06/2025"}
    )

    assert response.status_code == 400
    assert not Task.objects.exists()
