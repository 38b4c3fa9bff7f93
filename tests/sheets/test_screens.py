"""The screens of the import, from the export to the applied change."""

import io
import re
import tracemalloc
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from planning.plans.permissions import Status
from planning.sheets.actions import UploadIsGone
from planning.sheets.packages import MAX_BYTES
from planning.sheets.uploads import SheetUpload
from planning.views import sheets as views
from tests.sheets.conftest import DA1, DA21, DA22, as_file, edited, exported, lines
from tests.sheets.test_unreadable import FILES


@pytest.fixture
def upload(client, lan, plan, addresses):
    """Lan brings the plan's own workbook with these cells edited."""

    def brought(cells):
        client.force_login(lan)
        client.post(addresses.upload, as_file(edited(exported(plan), cells)))
        return SheetUpload.objects.get()

    return brought


def test_a_plan_is_downloaded_as_a_workbook(client, hoa, plan, addresses):
    client.force_login(hoa)

    answer = client.get(addresses.workbook)

    assert answer["Content-Disposition"] == 'attachment; filename="21499-annual-2025.xlsx"'
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["Phụ lục I", "Phụ lục II"]


def test_a_workbook_is_brought_previewed_and_applied(client, lan, plan, addresses, upload):
    held = upload({f"F{DA1}": 301, f"H{DA22}": None, f"J{DA21}": 0})

    page = client.get(addresses.preview(held.pk))
    answer = client.post(addresses.apply(held.pk), {"digest": page.context["outcome"].digest}, follow=True)

    assert "Ghi 3 thay đổi" in page.text
    assert "Đã nhập số liệu từ tệp bang.xlsx: 1 mới, 1 thay đổi, 1 xóa." in answer.text
    assert lines(plan)["DA1", "central", "recurrent"] == 301_000_000


def test_upload_leads_to_the_preview(client, lan, plan, addresses):
    client.force_login(lan)

    answer = client.post(addresses.upload, as_file(exported(plan)))

    assert (answer.status_code, answer["Location"]) == (302, addresses.preview(SheetUpload.objects.get().pk))
    page = client.get(answer["Location"])
    assert "không có gì để ghi" in page.text
    assert "Ghi " not in page.text


def test_a_workbook_with_problems_cannot_be_applied(client, addresses, upload):
    held = upload({f"F{DA1}": "x", f"F{DA22}": "y", f"E{DA21}": 5})

    page = client.get(addresses.preview(held.pk))

    assert "Tệp có 2 lỗi nên chưa thể nhập." in page.text
    assert addresses.apply(held.pk) not in page.text
    assert [f"<td>{address}</td>" in page.text for address in (f"F{DA1}", f"F{DA22}")] == [True, True]


def test_problems_stand_before_what_is_only_to_be_known(client, addresses, upload):
    held = upload({f"F{DA1}": "x"})

    page = client.get(addresses.preview(held.pk))

    assert page.text.index("Tệp có 1 lỗi") < page.text.index("Trang tính “Phụ lục II” không đọc")


def test_a_plan_that_changed_shows_the_new_preview(client, plan, addresses, upload):
    held = upload({f"F{DA1}": 301})
    digest = client.get(addresses.preview(held.pk)).context["outcome"].digest
    plan.budget_lines.filter(component__code="DA1").update(amount=299_000_000)

    page = client.post(addresses.apply(held.pk), {"digest": digest})

    assert page.status_code == 409
    assert "Số liệu đã thay đổi sau khi bạn xem trước." in page.text
    assert '<td class="number">299</td>' in page.text
    assert lines(plan)["DA1", "central", "recurrent"] == 299_000_000


def test_a_plan_issued_meanwhile_is_closed(client, plan, addresses, upload):
    held = upload({f"F{DA1}": 301})
    digest = client.get(addresses.preview(held.pk)).context["outcome"].digest
    plan.status = Status.ISSUED
    plan.save()

    answer = client.post(addresses.apply(held.pk), {"digest": digest})

    assert answer.status_code == 403
    assert lines(plan)["DA1", "central", "recurrent"] == 300_000_000


def test_a_workbook_is_given_up(client, addresses, upload):
    held = upload({f"F{DA1}": 301})

    answer = client.post(addresses.discard(held.pk))

    assert (answer.status_code, answer["Location"]) == (302, addresses.upload)
    assert client.get(addresses.preview(held.pk))["Location"] == addresses.upload


def test_a_workbook_applied_in_another_window_is_gone(client, addresses, upload):
    held = upload({f"F{DA1}": 301})
    digest = client.get(addresses.preview(held.pk)).context["outcome"].digest
    client.post(addresses.apply(held.pk), {"digest": digest})

    assert client.post(addresses.apply(held.pk), {"digest": digest})["Location"] == addresses.upload


def test_a_workbook_that_goes_while_one_applies_it_is_gone(client, addresses, upload, monkeypatch):
    held = upload({f"F{DA1}": 301})

    def too_late(*args, **options):
        raise UploadIsGone

    monkeypatch.setattr(views, "apply_upload", too_late)

    assert client.post(addresses.apply(held.pk), {"digest": ""})["Location"] == addresses.upload


@pytest.mark.parametrize(("person", "status"), [("hoa", 403), ("tam", 404), ("minh", 403)])
def test_who_may_not_import_is_sent_away(client, request, addresses, upload, person, status):
    held = upload({f"F{DA1}": 301})
    client.force_login(request.getfixturevalue(person))

    answers = [client.get(addresses.upload), client.post(addresses.upload), client.get(addresses.preview(held.pk))]
    answers += [client.post(addresses.apply(held.pk)), client.post(addresses.discard(held.pk))]

    assert {answer.status_code for answer in answers} == {status}
    assert SheetUpload.objects.filter(pk=held.pk).exists()


def test_a_stranger_does_not_get_the_workbook_of_a_plan(client, tam, addresses):
    client.force_login(tam)

    assert client.get(addresses.workbook).status_code == 404


def test_who_has_not_signed_in_is_led_to_do_so(client, addresses):
    assert client.get(addresses.upload)["Location"].startswith("/sign-in/")
    assert client.post(addresses.upload)["Location"].startswith("/sign-in/")


def test_ones_upload_is_not_seen_by_another_editor(client, keeper, addresses, upload):
    held = upload({f"F{DA1}": 301})
    client.force_login(keeper)

    assert client.get(addresses.preview(held.pk))["Location"] == addresses.upload


def test_a_table_nobody_brings_is_not_found(client, lan, plan):
    client.force_login(lan)

    assert client.get(f"/plans/{plan.slug}/import/credit/").status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_an_unreadable_file_is_answered_by_its_sentence(client, lan, plan, addresses, name):
    client.force_login(lan)
    make, sentence = FILES[name]

    answer = client.post(addresses.upload, as_file(make(exported(plan))))

    assert answer.status_code == 400
    assert sentence in answer.text
    assert not SheetUpload.objects.exists()


def test_no_file_at_all_is_asked_for(client, lan, addresses):
    client.force_login(lan)

    answer = client.post(addresses.upload, {})

    assert (answer.status_code, "Vui lòng chọn tệp bảng tính." in answer.text) == (400, True)


BROKEN_OFF = b"--x\r\nContent-Disposition: form-data; name=workbook; filename=a.xlsx\r\n\r\nPK"


class Zeros(io.RawIOBase):
    """A body of zeros that is made while it is read."""

    def __init__(self, size):
        self.left = size

    def read(self, size=-1):
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return b"\0" * size


def test_a_file_of_200_megabytes_is_refused_and_never_in_memory(client, lan, addresses):
    client.force_login(lan)
    body = Zeros(200 * 2**20)
    environment = {
        "wsgi.input": body,
        "CONTENT_LENGTH": str(body.left),
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
        "REQUEST_METHOD": "POST",
        "PATH_INFO": addresses.upload,
    }
    tracemalloc.start()

    answer = client.request(**environment)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (answer.status_code, "Tệp lớn hơn 10 MB" in answer.text) == (400, True)
    assert (peak < 5 * 2**20, body.left) == (True, 0)


def test_a_file_just_over_the_limit_is_refused(client, lan, addresses):
    client.force_login(lan)

    answer = client.post(addresses.upload, as_file(b"PK\x03\x04" + b"\0" * MAX_BYTES))

    assert (answer.status_code, "Tệp lớn hơn 10 MB" in answer.text) == (400, True)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"anything", "multipart/form-data"),
        (b"anything", "multipart/form-data; boundary=\xff"),
        (BROKEN_OFF, "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data; boundary=x"),
        (b"workbook=text", "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_a_broken_body_is_a_page_and_no_breakdown(client, lan, addresses, body, kind):
    client.force_login(lan)

    answer = client.generic("POST", addresses.upload, body, content_type=kind)

    assert (answer.status_code, "Nhập từ bảng tính: Phụ lục kinh phí" in answer.text) == (400, True)


def test_an_upload_without_the_forms_token_is_refused(lan, plan, addresses):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lan)

    answer = strict.post(addresses.upload, as_file(exported(plan)))

    assert answer.status_code == 403
    assert not SheetUpload.objects.exists()


def test_an_upload_with_the_forms_token_is_taken(lan, plan, addresses):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lan)
    strict.get(addresses.upload)
    token = strict.cookies["csrftoken"].value

    answer = strict.post(addresses.upload, as_file(exported(plan)) | {"csrfmiddlewaretoken": token})

    assert answer.status_code == 302


def test_pages_hold_no_script_or_style_of_their_own(client, addresses, upload):
    held = upload({f"F{DA1}": "x", f"E{DA21}": 5})

    pages = [client.get(addresses.upload), client.get(addresses.preview(held.pk))]

    assert [re.findall(r"<script(?! type=\"module\" src=)|<style|style=", page.text) for page in pages] == [[], []]
