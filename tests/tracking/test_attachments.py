"""Files behind a report: what is taken, what is refused and why; closed with the report, seen by who sees the unit."""

import unicodedata
from datetime import date

import pytest

from planning.tracking import filling
from planning.tracking.actions import return_report, send_report
from planning.tracking.attachments import (
    LARGEST,
    MOST_FILES,
    Attachment,
    FileRefused,
    ReportIsClosed,
    attach,
    clean_name,
    detach,
)
from planning.tracking.tasks.evidence import subject_of
from tests.conftest import make_plan
from tests.tracking.matrix import add_task, in_force
from tests.tracking.rounds import at

NOVEMBER = at(date(2025, 11, 10))
PDF = b"%PDF-1.7 bao cao"
TAKEN = {
    "bao-cao.pdf": PDF,
    "bao-cao.DOCX": b"PK\x03\x04 docx",
    "bieu.xlsx": b"PK\x03\x04 xlsx",
    "anh.jpg": b"\xff\xd8\xff\xe0 anh",
    "anh.jpeg": b"\xff\xd8\xff\xe1 anh",
    "anh.png": b"\x89PNG\r\n\x1a\n anh",
    "goi.zip": b"PK\x03\x04 zip",
}
REFUSED = [
    ("trong.pdf", b"", "Tệp “trong.pdf” không có nội dung."),
    ("lon.pdf", PDF + b" " * LARGEST, "Tệp “lon.pdf” lớn hơn 10 MB; hãy nén lại hoặc tách ra."),
    ("virus.exe", b"MZ", "Tệp “virus.exe” không thuộc loại nhận được: PDF, DOCX, XLSX, JPG, PNG hoặc ZIP."),
    ("trang.html", b"<html>", "Tệp “trang.html” không thuộc loại nhận được: PDF, DOCX, XLSX, JPG, PNG hoặc ZIP."),
    ("pdf", PDF, "Tệp “pdf” không thuộc loại nhận được: PDF, DOCX, XLSX, JPG, PNG hoặc ZIP."),
    ("gia.pdf", b"<html>", "Nội dung tệp “gia.pdf” không đúng loại như phần mở rộng của tên."),
    ("gia.png", b"PK\x03\x04", "Nội dung tệp “gia.png” không đúng loại như phần mở rộng của tên."),
]


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch):
    monkeypatch.setattr(filling, "parts_of_reports", list)


@pytest.fixture
def add(period, places, lan):
    """Attach a file to Ba Dinh's report, as Lan unless `more` says otherwise."""

    def put(name="bao-cao.pdf", content=PDF, **more):
        return attach(period, places.ba_dinh, name=name, content=content, **{"by": lan, "at": NOVEMBER} | more)

    return put


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_of_each_kind_is_kept_as_it_came(name, add):
    row = add(name, TAKEN[name])

    kept = Attachment.objects.get()
    assert (kept.name, kept.file, kept.size) == (name, TAKEN[name], len(TAKEN[name]))
    assert kept.sha256 == row.sha256


def test_a_file_of_exactly_the_size_is_taken(add):
    assert add(content=PDF + b" " * (LARGEST - len(PDF))).size == LARGEST


@pytest.mark.parametrize(("name", "content", "words"), REFUSED)
def test_a_file_is_refused_in_words(name, content, words, add):
    with pytest.raises(FileRefused) as refusal:
        add(name, content)

    assert str(refusal.value) == words
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (unicodedata.normalize("NFD", "Báo cáo Ba Tơ.pdf"), "Báo cáo Ba Tơ.pdf"),
        ("C:\\Tài liệu\\báo cáo.pdf", "báo cáo.pdf"),
        ("../../etc/báo cáo.pdf", "báo cáo.pdf"),
        ("báo\r\ncáo\x00 .pdf", "báocáo .pdf"),
        ("a" * 200 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_name_is_kept_bare_and_composed(given, kept):
    assert clean_name(given) == kept


def test_one_name_is_taken_once_for_one_thing(add, indicator):
    indicator("ty-le-ngheo", "Tỷ lệ hộ nghèo")
    add()
    add(subject="result:ty-le-ngheo")

    with pytest.raises(FileRefused) as refusal:
        add()

    assert str(refusal.value) == "Đã có tệp tên “bao-cao.pdf”; hãy bỏ tệp cũ hoặc đổi tên tệp mới."
    assert list(Attachment.objects.about("result:ty-le-ngheo").values_list("name", flat=True)) == ["bao-cao.pdf"]


@pytest.mark.parametrize("subject", ["result:khong-he-co", "task:khong-he-co", "result", "nothing:known"])
def test_a_file_is_no_evidence_of_what_the_report_does_not_tell_of(subject, add):
    with pytest.raises(FileRefused):
        add(subject=subject)

    assert Attachment.objects.count() == 0


def test_a_file_is_no_evidence_of_another_units_task(add, places, programme):
    own = add_task(in_force(make_plan(places.ba_dinh, programme, "21499-a")))
    other = add_task(in_force(make_plan(places.ba_to, programme, "21484-a")))

    with pytest.raises(FileRefused):
        add(subject=subject_of(other))

    assert add(subject=subject_of(own)).subject == f"task:{own.key}"


def test_files_are_so_many_and_no_more(add):
    for number in range(MOST_FILES):
        add(f"{number}.pdf")

    with pytest.raises(FileRefused) as refusal:
        add("mot-nua.pdf")

    assert str(refusal.value) == "Mỗi báo cáo đính kèm nhiều nhất 30 tệp; có thể gộp lại thành một tệp ZIP."


def test_files_close_with_the_report_and_open_again_when_it_is_returned(add, period, places, lan, minh):
    row = add()
    send_report(period, places.ba_dinh, by=lan, at=NOVEMBER)

    for deed in (lambda: add("khac.pdf"), lambda: detach(row, by=lan, at=NOVEMBER)):
        with pytest.raises(ReportIsClosed):
            deed()
    return_report(period, places.ba_dinh, reason="Thiếu", by=minh, at=NOVEMBER)
    detach(row, by=lan, at=NOVEMBER)

    assert Attachment.objects.count() == 0
    told = Attachment.history.order_by("pk").values_list("history_type", "name", "history_user__username")
    assert list(told) == [("+", "bao-cao.pdf", "lan"), ("-", "bao-cao.pdf", "lan")]


def test_nobody_else_puts_a_file_behind_a_report(add, tam, hoa, chair):
    for person in (tam, hoa, chair):
        with pytest.raises(ReportIsClosed):
            add(by=person)


def test_files_are_seen_by_who_sees_the_unit(add, minh, hoa, tam):
    add()

    assert [Attachment.objects.visible_to(person).count() for person in (minh, hoa, tam)] == [1, 1, 0]
