"""The documents a plan cites, and its task matrix, through the screens."""

import pytest
from django.urls import reverse

from planning.documents.assemble import assemble
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation
from planning.plans.tasks import Task, TaskGroup
from tests.conftest import make_plan

DOCUMENT = {
    "kind": "plan",
    "reference": "234/KH-UBND",
    "issued_on": "05/12/2024",
    "issuer": "Ủy ban nhân dân tỉnh",
    "subject": "về thực hiện Chương trình mẫu",
}


def bases(plan):
    return [line.split(" ngày")[0] for line in assemble(plan).first.bases]


def test_a_registered_document_is_cited_in_its_order(client, plan, lan):
    client.force_login(lan)

    client.post(reverse("source-new", args=[plan.slug]), DOCUMENT)

    assert bases(plan) == ["Căn cứ Quyết định số 90/QĐ-TTg", "Căn cứ Kế hoạch số 234/KH-UBND"]
    last = Citation.objects.get(plan=plan, document__reference="234/KH-UBND")
    client.post(reverse("source-move", args=[plan.slug, last.pk]), {"way": "up"})
    assert bases(plan) == ["Căn cứ Kế hoạch số 234/KH-UBND", "Căn cứ Quyết định số 90/QĐ-TTg"]
    client.post(reverse("source-move", args=[plan.slug, last.pk]), {"way": "up"})
    assert bases(plan)[0] == "Căn cứ Kế hoạch số 234/KH-UBND"


def test_a_document_is_registered_once(client, plan, lan):
    client.force_login(lan)
    client.post(reverse("source-new", args=[plan.slug]), DOCUMENT)

    response = client.post(reverse("source-new", args=[plan.slug]), DOCUMENT)

    assert response.status_code == 400
    assert "Văn bản này đã có trong danh mục" in response.content.decode()


def test_a_document_is_taken_out_of_the_plan_and_stays_in_the_register(client, plan, lan, decision_90):
    client.force_login(lan)

    client.post(reverse("source-remove", args=[plan.slug, Citation.objects.get().pk]))

    assert bases(plan) == []
    assert LegalDocument.objects.get() == decision_90
    client.post(reverse("source-list", args=[plan.slug]), {"document": decision_90.pk, "role": "basis"})
    assert bases(plan) == ["Căn cứ Quyết định số 90/QĐ-TTg"]


def test_an_odd_move_or_a_strange_citation_is_not_found(client, plan, lan):
    client.force_login(lan)

    odd = client.post(reverse("source-move", args=[plan.slug, Citation.objects.get().pk]), {"way": "sideways"})
    strange = client.post(reverse("source-remove", args=[plan.slug, 999_999]))

    assert (odd.status_code, strange.status_code) == (404, 404)


def test_a_viewer_reads_the_sources_and_cites_nothing(client, plan, hoa, decision_90):
    client.force_login(hoa)
    url = reverse("source-list", args=[plan.slug])

    assert "90/QĐ-TTg" in client.get(url).content.decode()
    assert client.post(url, {"document": decision_90.pk, "role": "basis"}).status_code == 403


@pytest.fixture
def task_form():
    return {
        "new_group": "Lãnh đạo, chỉ đạo",
        "content": "Ban hành kế hoạch",
        "lead": "Phòng Kinh tế",
        "partners": "",
        "product": "Kế hoạch",
        "timing": "two-periods",
        "first_year": "2021",
        "last_year": "2025",
        "next_last_year": "2030",
    }


def test_a_task_prints_under_its_heading_with_its_time_in_words(client, plan, lan, task_form):
    client.force_login(lan)

    client.post(reverse("task-add", args=[plan.slug]), task_form)
    second = task_form | {
        "new_group": "",
        "group": TaskGroup.objects.get().pk,
        "timing": "yearly",
        "content": "Báo cáo",
    }
    client.post(reverse("task-add", args=[plan.slug]), second)

    matrix = assemble(plan).appendices[2]
    assert matrix.label == "Phụ lục III"
    assert [[cell.text for cell in row.cells][:2] for row in matrix.rows] == [
        ["I", "Lãnh đạo, chỉ đạo"],
        ["1", "Ban hành kế hoạch"],
        ["2", "Báo cáo"],
    ]
    assert [row.cells[5].text for row in matrix.rows[1:]] == ["Giai đoạn 2021-2025 và giai đoạn 2026-2030", "Hằng năm"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"new_group": ""}, "Hãy chọn nhóm nhiệm vụ"),
        ({"next_last_year": ""}, "Cần nhập năm"),
        ({"last_year": "2019"}, "thứ tự tăng"),
        ({"timing": "year", "first_year": ""}, "Cần nhập năm"),
        ({"content": ""}, "bắt buộc"),
    ],
)
def test_an_incomplete_task_is_explained(client, plan, lan, task_form, change, reason):
    client.force_login(lan)

    response = client.post(reverse("task-add", args=[plan.slug]), task_form | change)

    assert response.status_code == 400
    assert reason in response.content.decode()
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("timing", "years", "words"),
    [
        ("yearly", (None, None), "Hằng năm"),
        ("two-yearly", (None, None), "Định kỳ 02 năm"),
        ("year", (2022, None), "Năm 2022"),
        ("period", (2021, 2025), "Giai đoạn 2021-2025"),
        ("period", (2021, None), "Giai đoạn 2021-…"),
    ],
)
def test_the_time_of_a_task_is_said_in_words(timing, years, words):
    assert Task(timing=timing, first_year=years[0], last_year=years[1]).timing_words == words


def test_years_the_timing_does_not_take_are_left_blank(client, plan, lan, task_form):
    client.force_login(lan)

    client.post(reverse("task-add", args=[plan.slug]), task_form | {"timing": "yearly"})

    task = Task.objects.get()
    assert (task.first_year, task.last_year, task.next_last_year) == (None, None, None)


def test_the_last_task_takes_its_heading_along(client, plan, lan, task_form):
    client.force_login(lan)
    client.post(reverse("task-add", args=[plan.slug]), task_form)

    client.post(reverse("task-remove", args=[plan.slug, 1, 1]))

    assert not TaskGroup.objects.exists()
    assert len(assemble(plan).appendices) == 2


def test_nobody_real_rests_on_what_was_invented_for_the_sample(client, plan, places, lan, tam):
    places.ba_to.is_sample = True
    places.ba_to.save()
    sample = make_plan(places.ba_to, plan.programme, "21484-annual-2025")
    client.force_login(tam)
    client.post(reverse("source-new", args=[sample.slug]), DOCUMENT)
    invented = LegalDocument.objects.get(reference="234/KH-UBND")
    client.force_login(lan)

    offered = client.get(reverse("source-list", args=[plan.slug]))
    refused = client.post(reverse("source-list", args=[plan.slug]), {"document": invented.pk, "role": "basis"})

    assert invented.invented_for == places.ba_to
    assert "234/KH-UBND" not in offered.text
    assert refused.status_code == 400
    assert bases(plan) == ["Căn cứ Quyết định số 90/QĐ-TTg"]
