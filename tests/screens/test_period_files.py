"""Files of a unit's report on its page: attached, served to be saved, taken away, refused, closed with the report."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from planning.tracking.actions import send_report
from planning.tracking.attachments import Attachment, attach
from tests.tracking.rounds import at, on_day, opened

DAY = date(2025, 11, 10)


@pytest.fixture
def period(places, programme, minh, monkeypatch):
    """The annual period of 2025, on a day in November."""
    on_day(monkeypatch, DAY)
    return opened(places.province, programme, minh)


@pytest.fixture
def file(period, places, lan):
    return attach(period, places.ba_dinh, name="Báo cáo.pdf", content=b"%PDF-1.7", by=lan, at=at(DAY))


def address(name, file=None):
    return reverse(name, args=["51-year-2025", "21499", *([file.pk] if file else [])])


def test_a_file_is_attached_served_to_be_saved_and_taken_away(period, client, lan):
    client.force_login(lan)

    client.post(address("period-attach"), {"file": SimpleUploadedFile("Báo cáo.pdf", b"%PDF-1.7 x")})
    row = Attachment.objects.get()
    served = client.get(address("period-file", row))
    client.post(address("period-detach", row))

    assert served.content == b"%PDF-1.7 x"
    assert served["Content-Type"] == "application/octet-stream"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Content-Disposition"] == "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o.pdf"
    assert Attachment.objects.count() == 0


def test_a_file_is_attached_as_the_evidence_of_a_figure_and_of_nothing_else(period, client, lan, indicator):
    indicator("ty-le-ngheo", "Tỷ lệ hộ nghèo")
    client.force_login(lan)

    page = client.get(address("period-unit"), {"subject": "result:ty-le-ngheo"}).content.decode()
    for name, subject in (("a.pdf", "result:ty-le-ngheo"), ("b.pdf", "nothing:known")):
        client.post(address("period-attach"), {"file": SimpleUploadedFile(name, b"%PDF-1.7"), "subject": subject})
    files = client.get(address("period-unit")).context["files"]

    assert "Minh chứng cho chỉ tiêu “Tỷ lệ hộ nghèo”." in page
    assert [(file.name, words) for file, words in files] == [("a.pdf", "chỉ tiêu “Tỷ lệ hộ nghèo”")]


@pytest.mark.parametrize(
    ("file", "status", "words"),
    [
        (SimpleUploadedFile("a.exe", b"MZ"), 409, "không thuộc loại nhận được"),
        (SimpleUploadedFile("a.pdf", b""), 400, "rỗng"),
        (None, 400, "Trường này là bắt buộc."),
    ],
)
def test_a_file_that_is_not_taken_is_refused_on_the_page(file, status, words, period, client, lan):
    client.force_login(lan)

    response = client.post(address("period-attach"), {"file": file} if file else {})

    assert response.status_code == status
    assert words in response.content.decode()
    assert Attachment.objects.count() == 0


def test_a_sent_report_takes_no_file_and_gives_none_up(period, places, client, lan, file):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(DAY))
    client.force_login(lan)

    more = client.post(address("period-attach"), {"file": SimpleUploadedFile("b.pdf", b"%PDF-1.7")})
    less = client.post(address("period-detach", file))

    assert (more.status_code, less.status_code) == (409, 409)
    assert Attachment.objects.count() == 1
