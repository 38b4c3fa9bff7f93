"""What was signed is served for ever as it was signed; what is damaged is noticed and never served."""

import io
from copy import deepcopy

import pdfplumber
import pytest
from django.core.management import CommandError, call_command
from django.db.models import ProtectedError
from django.urls import reverse

from budgets.models import BudgetLine
from indicators.models import Indicator
from planning.documents import html, pdf
from planning.documents.actions import issue
from planning.documents.archive import document_for, pdf_for
from planning.documents.freezing import canonical, fingerprint
from planning.documents.issued import DocumentIsDamaged, IssuedDocument, WrittenOnce
from planning.jobs.drawing import draw_job, drawn
from planning.jobs.jobs import JobState, PrintFormat, PrintJob
from planning.places.units import Unit
from planning.plans.parts import Section
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from tests.issuing.conftest import AT, LATER, signature

SERVING = ["plan", "plan-preview", "plan-pdf", "plan-workbook", "plan-signed", "plan-difference"]


def served(client, plan):
    return client.get(reverse("plan-pdf", args=[plan.slug])).content


def flip_a_bit(plan):
    """Damage one bit of the stored file, as an old disk does."""
    content = bytearray(IssuedDocument.objects.get(plan=plan).pdf)
    content[len(content) // 2] ^= 1
    IssuedDocument.objects.filter(plan=plan).update(pdf=bytes(content))


def change_a_figure(plan):
    """Raise the first figure of the stored value, as a hand in the database would."""
    value = deepcopy(IssuedDocument.objects.get(plan=plan).value)
    rows = value["document"]["appendices"][0]["rows"]
    rows[0]["cells"][2] |= {"text": "9.999", "value": "9999"}
    IssuedDocument.objects.filter(plan=plan).update(value=value)


def lose_it(plan):
    IssuedDocument.objects.filter(plan=plan).delete()


def test_the_printed_file_is_the_stored_file(client, plan, chair, hoa):
    issue(plan, **signature(), by=chair, at=AT)
    client.force_login(hoa)

    content = served(client, plan)

    assert content == bytes(IssuedDocument.objects.get().pdf)
    with pdfplumber.open(io.BytesIO(content)) as book:
        assert "Số: 05/KH-UBND" in book.pages[0].extract_text()


def test_an_issued_file_stays_the_same_whatever_changes(client, signed, hoa, monkeypatch):
    client.force_login(hoa)
    before = served(client, signed)

    monkeypatch.setattr(html, "page_of", lambda *given, **more: "<p>Mẫu mới</p>")
    monkeypatch.setattr(html, "stylesheet", lambda: "p { color: red }")
    monkeypatch.setattr(pdf, "draw", lambda document: b"another library")
    BudgetLine.objects.filter(plan=signed).update(amount=1)
    Section.objects.filter(plan=signed).update(body="Lời văn khác.")
    Indicator.objects.update(name="Tên khác")
    Unit.objects.filter(pk=signed.unit_id).update(name="Tên xã khác")
    Plan.objects.filter(pk=signed.pk).update(signatory="Người khác", number="99")

    assert served(client, signed) == before


def test_preview_text_and_workbook_show_what_was_signed(client, signed, hoa):
    client.force_login(hoa)
    workbook = reverse("plan-workbook", args=[signed.slug])
    before = client.get(workbook).content
    BudgetLine.objects.filter(plan=signed).update(amount=1)

    assert client.get(workbook).content == before
    for name in ("plan", "plan-preview"):
        assert "1.303,5" in client.get(reverse(name, args=[signed.slug])).content.decode()


def test_a_printing_job_fetches_the_stored_file(signed):
    BudgetLine.objects.filter(plan=signed).update(amount=1)

    assert drawn(signed, PrintFormat.PDF)[1] == bytes(IssuedDocument.objects.get().pdf)


def test_a_superseded_plan_is_still_served(client, signed, hoa):
    client.force_login(hoa)
    before = served(client, signed)
    Plan.objects.filter(pk=signed.pk).update(status=Status.SUPERSEDED)

    assert served(client, signed) == before


@pytest.mark.parametrize("name", ["plan-pdf", "plan-signed"])
def test_one_flipped_bit_of_the_file_is_noticed_and_not_served(name, client, signed, hoa):
    flip_a_bit(signed)
    client.force_login(hoa)

    response = client.get(reverse(name, args=[signed.slug]))

    assert response.status_code == 409
    assert "không còn đúng như khi ký" in response.content.decode()
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("name", ["plan", "plan-preview", "plan-workbook", "plan-signed", "plan-difference"])
def test_one_changed_figure_of_the_value_is_noticed_and_not_shown(name, client, signed, hoa):
    change_a_figure(signed)
    client.force_login(hoa)

    response = client.get(reverse(name, args=[signed.slug]))

    assert response.status_code == 409
    assert "9.999" not in response.content.decode()


@pytest.mark.parametrize("name", SERVING)
def test_a_lost_document_is_not_made_anew_in_silence(name, client, signed, hoa):
    lose_it(signed)
    client.force_login(hoa)

    response = client.get(reverse(name, args=[signed.slug]))

    assert response.status_code == 409
    assert "không còn bản đã ký trong kho lưu" in response.content.decode()


def test_a_value_of_an_unknown_format_is_not_guessed_at(signed):
    value = IssuedDocument.objects.get().value | {"format": 99}
    IssuedDocument.objects.update(value=value, value_sha256=fingerprint(canonical(value)))

    with pytest.raises(DocumentIsDamaged, match="không đọc được"):
        document_for(signed)


def test_a_plan_signed_before_it_came_here_is_drawn_from_its_rows(plan, quick_printer):
    Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
    plan.refresh_from_db()

    assert document_for(plan).appendices[0].rows
    assert pdf_for(plan).startswith(b"%PDF")


def test_a_whole_archive_is_said_to_be_whole(signed, capsys):
    call_command("check_archive")

    assert capsys.readouterr().out == "Kho lưu có 1 bản đã ký, tất cả đều nguyên vẹn.\n"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (flip_a_bit, "tệp PDF lưu không khớp mã SHA-256"),
        (change_a_figure, "nội dung lưu không khớp mã SHA-256"),
        (lose_it, "không còn bản đã ký trong kho lưu"),
    ],
)
def test_the_check_names_what_is_damaged_and_ends_with_a_fault(damage, words, signed, capsys):
    damage(signed)

    with pytest.raises(CommandError) as failure:
        call_command("check_archive")

    assert failure.value.returncode == 1
    assert capsys.readouterr().err == f"Hỏng: {signed.slug}: {words}\n"


def test_both_faults_of_one_document_are_named(signed, capsys):
    flip_a_bit(signed)
    change_a_figure(signed)

    with pytest.raises(CommandError, match="2 lỗi trong 1 bản"):
        call_command("check_archive")


def test_an_issued_plan_cannot_be_deleted(signed):
    with pytest.raises(ProtectedError):
        signed.delete()


def test_a_stored_document_is_written_once(signed):
    with pytest.raises(WrittenOnce):
        IssuedDocument.objects.get().save()
    with pytest.raises(WrittenOnce):
        IssuedDocument.objects.get().delete()


def test_who_may_see_the_plan_may_see_what_was_signed(signed, lan, hoa, tam):
    assert IssuedDocument.objects.visible_to(hoa).count() == 1
    assert IssuedDocument.objects.visible_to(tam).count() == 0
    assert IssuedDocument.objects.editable_by(lan).count() == 0


def test_a_printing_job_says_what_is_damaged_and_gives_no_file(signed, hoa):
    flip_a_bit(signed)
    job = PrintJob.objects.create(by=hoa, at=LATER, slugs=[signed.slug], format=PrintFormat.PDF, total=1)

    draw_job.func(str(job.pk))

    job.refresh_from_db()
    assert (job.state, bytes(job.content or b"")) == (JobState.FAILED, b"")
    assert job.failure == "Bản lưu của văn bản số 05/KH-UBND bị hỏng: tệp PDF lưu không khớp mã SHA-256."
