"""Whoever signs has read what is worth a look: the page tells every note, and asks for a tick."""

import pytest
from django.urls import reverse

from planning.documents import pdf
from planning.documents.actions import sight_of
from planning.documents.freezing import canonical, freeze
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan

FORM = {"number": "12", "issued_on": "20/11/2025", "signatory": "Phạm Văn A", "capacity": "CHỦ TỊCH"}


@pytest.fixture
def signing(client, chair, monkeypatch, written):
    """The chair's page for issuing the report; send(**fields) sends its form."""
    monkeypatch.setattr(pdf, "draw", lambda document: b"%PDF " + canonical(freeze(document)))
    client.force_login(chair)
    address = reverse("plan-issue", args=[written.slug])

    def send(**fields):
        return client.post(address, FORM | {"seen": sight_of(Plan.objects.get(pk=written.pk))} | fields)

    return client.get(address), send


def notes_of(response):
    return [note.rule for note in response.context["form"].notes]


def test_the_signer_sees_every_note_before_signing(signing):
    page, _ = signing

    assert "not-locked" in notes_of(page)
    for note in page.context["form"].notes:
        assert note.message in page.content.decode()


def test_without_the_tick_nothing_is_issued(signing, written):
    _, send = signing

    response = send()

    assert response.status_code == 400
    assert "đánh dấu đã đọc" in response.content.decode()
    assert Plan.objects.get(pk=written.pk).status == "draft"


def test_with_the_tick_it_is_issued(signing, written):
    _, send = signing
    read = send().context["form"].mark

    response = send(read=read)

    assert response.status_code == 302
    assert Plan.objects.get(pk=written.pk).status == "issued"


def test_a_tick_is_for_the_notes_that_stood_there(signing, year):
    """Since the page was opened, the period was locked: another list of notes."""
    _, send = signing
    before = send().context["form"].mark
    ReportingPeriod.objects.filter(pk=year.pk).update(locked_at="2025-11-21T00:00:00Z")

    refused = send(read=before)
    again = send(read=refused.context["form"].mark)

    assert (refused.status_code, "not-locked" in notes_of(refused)) == (400, False)
    assert "vừa thay đổi" in refused.content.decode()
    assert again.status_code == 302


def test_the_day_of_issue_brings_its_note_along(signing):
    _, send = signing
    within, after = send(), send(issued_on="31/12/2025")

    assert ("before-the-end" in notes_of(within), "before-the-end" in notes_of(after)) == (True, False)


def test_the_check_parts_what_must_be_mended_from_what_is_worth_a_look(client, lan, report):
    client.force_login(lan)

    response = client.get(reverse("plan-check", args=[report.slug]))

    assert {problem.is_note for problem in response.context["obstacles"]} == {False}
    assert {problem.is_note for problem in response.context["notes"]} == {True}


def test_the_history_of_a_report_speaks_of_a_report(client, lan, report):
    client.force_login(lan)
    report.subject = "Kết quả khác"
    report.save()

    page = client.get(reverse("plan-story", args=[report.slug]))

    kinds = {step.kind for step in page.context["steps"]}
    assert "báo cáo" in kinds
    assert "kế hoạch" not in kinds
