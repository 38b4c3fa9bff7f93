"""Screens of periods: who reaches which, what each shows and does, and how a refusal is told."""

from datetime import date

import pytest
from django.urls import reverse

from planning.tracking import board, filling
from planning.tracking.actions import lock_period, return_report, send_report
from planning.tracking.attachments import attach
from planning.tracking.filling import Filled, Part
from planning.tracking.submissions import Deadline, Extension, Submission
from tests.tracking.rounds import at, on_day, opened

PERIOD, UNIT = "51-year-2025", "21499"
DAY = date(2025, 11, 10)
OF_HOLDER = ["period-new", "period-deadlines", "period-lock", "period-unlock", "period-delete"]
OF_UNIT = ["period-send", "period-attach", "period-detach"]
OF_ABOVE = ["period-return", "period-accept", "period-extend"]
POST_ONLY = {"period-unlock", *OF_UNIT, *OF_ABOVE}
READ = ["period", "period-workbook", "period-unit", "period-file"]


@pytest.fixture(autouse=True)
def _november(monkeypatch):
    on_day(monkeypatch, DAY)


@pytest.fixture(autouse=True)
def part(monkeypatch):
    """Each commune is asked for seven figures, of which four are given."""
    counts = Part(
        "targets",
        "Chỉ tiêu",
        lambda period, unit: f"/figures/{unit.code}/",
        lambda period, units: {unit.pk: Filled(4, 7) for unit in units if unit.kind == "commune"},
    )
    for module in (filling, board):
        monkeypatch.setattr(module, "parts_of_reports", lambda: [counts])


@pytest.fixture
def period(places, programme, minh):
    return opened(places.province, programme, minh)


@pytest.fixture
def file(period, places, lan):
    return attach(period, places.ba_dinh, name="Báo cáo.pdf", content=b"%PDF-1.7", by=lan, at=at(DAY))


def address(name, file=None):
    if name in ("period-new", "period-list"):
        return reverse(name)
    if name in ("period", "period-workbook", *OF_HOLDER):
        return reverse(name, args=[PERIOD])
    return reverse(name, args=[PERIOD, UNIT, *([file.pk] if name in ("period-file", "period-detach") else [])])


def statuses(client, person, name, file):
    client.force_login(person)
    asked = client.post if name in POST_ONLY else client.get
    return asked(address(name, file)).status_code


@pytest.mark.parametrize("name", [*OF_HOLDER, *OF_UNIT, *OF_ABOVE])
def test_a_viewer_of_the_unit_changes_nothing(name, file, client, hoa):
    assert statuses(client, hoa, name, file) == 403


@pytest.mark.parametrize("name", ["period-unit", "period-file", *OF_UNIT, *OF_ABOVE])
def test_an_officer_of_another_commune_finds_nothing_of_the_unit(name, file, client, tam):
    assert statuses(client, tam, name, file) == 404


@pytest.mark.parametrize("name", [*OF_HOLDER, *OF_ABOVE])
def test_an_editor_of_the_commune_does_not_do_what_the_level_above_does(name, file, client, lan):
    assert statuses(client, lan, name, file) == 403


@pytest.mark.parametrize("name", [name for name in READ if name != "period"])
def test_who_reads_the_unit_sees_its_report(name, file, client, hoa):
    assert statuses(client, hoa, name, file) == 200


@pytest.mark.parametrize("name", sorted(POST_ONLY))
def test_deeds_are_not_done_by_a_link(name, file, client, minh):
    client.force_login(minh)

    assert client.get(address(name, file)).status_code == 405


def test_a_person_of_one_unit_is_led_from_the_board_to_its_report(period, client, lan):
    client.force_login(lan)

    response = client.get(address("period"))

    assert response.url == address("period-unit")


def test_a_period_that_is_not_there_is_not_found(period, client, minh):
    client.force_login(minh)

    for path in ("/periods/nowhere/", "/periods/nowhere/21499/", "/periods/51-year-2025/99999/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", ["?show=nothing", "?page=x", "?page=99", "?show=%00"])
def test_an_odd_question_to_the_board_is_answered(query, period, client, minh):
    client.force_login(minh)

    assert client.get(address("period") + query).status_code == 200


def test_the_board_shows_a_filter_and_keeps_its_sums(period, places, client, minh, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(DAY))
    client.force_login(minh)

    response = client.get(address("period"), {"show": "missing"})

    assert [line.unit.code for line in response.context["page"]] == ["21484"]
    assert [line.unit.code for line in response.context["board"].own] == ["51"]
    assert response.context["board"].count.sent == 1
    assert '<a href="/figures/21484/"' in response.content.decode()


def test_blanks_are_told_before_sending_and_sent_knowingly(period, client, lan):
    client.force_login(lan)

    page = client.get(address("period-unit")).content.decode()
    refused = client.post(address("period-send"))
    sent = client.post(address("period-send"), {"knowingly": "on"}, follow=True)

    assert "Còn <strong>3</strong> ô chưa có số liệu." in page
    assert refused.status_code == 409
    assert refused.context["refusal"] == "Còn 3 ô chưa có số liệu (Chỉ tiêu: 3)."
    assert [str(message) for message in sent.context["messages"]] == [
        "Đã gửi báo cáo. Số liệu của đơn vị đã khóa cho đến khi được trả lại."
    ]
    assert Submission.objects.get().sent_by == lan
    assert address("period-send") not in sent.content.decode()


def test_the_level_above_returns_with_a_reason_that_the_unit_reads(period, places, client, minh, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(DAY))
    client.force_login(minh)

    blank = client.post(address("period-return"), {"reason": ""})
    proposed = client.get(address("period-unit")).context["giving_back"].initial
    client.post(address("period-return"), {"reason": "Thiếu biểu 02", "resend_by": "22/11/2025"})
    client.force_login(lan)
    page = client.get(address("period-unit")).content.decode()

    assert blank.status_code == 400
    assert proposed == {"resend_by": date(2025, 11, 20)}
    assert "Ý kiến của cấp trên: Thiếu biểu 02 (gửi lại chậm nhất ngày 22/11/2025)" in page
    assert address("period-send") in page


def test_the_level_above_accepts_and_gives_time(period, places, client, minh, lan):
    client.force_login(minh)

    client.post(address("period-extend"), {"due_on": "25/11/2025", "reason": "Bão"})
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(DAY))
    client.post(address("period-accept"), {"note": ""})
    again = client.post(address("period-accept"), {"note": ""})

    assert Extension.objects.get().due_on == date(2025, 11, 25)
    assert Submission.objects.get().state == Submission.State.ACCEPTED
    assert again.status_code == 409
    assert again.context["refusal"] == "Đơn vị chưa gửi báo cáo, hoặc báo cáo đã được xử lý."


def test_the_story_of_a_report_is_told_newest_first(period, places, client, minh, lan, file):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(date(2025, 11, 11)))
    return_report(period, places.ba_dinh, reason="Thiếu biểu", by=minh, at=at(date(2025, 11, 12)))
    client.force_login(lan)

    deeds = client.get(address("period-unit")).context["deeds"]

    assert [(deed.by, deed.what, deed.words) for deed in deeds] == [
        ("Minh", "Trả lại, hẹn gửi lại chậm nhất ngày 20/11/2025", "Thiếu biểu"),
        ("Lan", "Gửi báo cáo", "Còn 3 ô chưa có số liệu"),
        ("Lan", "Đính kèm tệp", "Báo cáo.pdf"),
    ]


def test_deadlines_are_shown_and_changed(period, client, minh):
    client.force_login(minh)

    shown = client.get(address("period-deadlines")).context["form"].initial
    wrong = client.post(address("period-deadlines"), {"due_province": "01/11/2025", "due_commune": "20/11/2025"})
    later = client.post(address("period-deadlines"), {"due_province": "05/12/2025", "due_commune": "20/11/2025"})
    client.post(address("period-deadlines"), {"due_province": "29/11/2025", "due_commune": "25/11/2025"})

    assert shown == {"due_province": date(2025, 11, 30), "due_commune": date(2025, 11, 20)}
    assert wrong.context["refusal"] == "Hạn gửi của cấp dưới không được sau hạn của cấp trên."
    assert later.status_code == 400
    assert dict(Deadline.objects.values_list("level", "due_on")) == {
        "province": date(2025, 11, 29),
        "commune": date(2025, 11, 25),
    }


def test_a_period_is_locked_and_opened_again_on_the_board(period, client, minh):
    client.force_login(minh)

    client.post(address("period-lock"))
    twice = client.post(address("period-lock"))
    without = client.post(address("period-unlock"), {"reason": ""})
    client.post(address("period-unlock"), {"reason": "Bổ sung số liệu"})

    assert (twice.status_code, twice.context["refusal"]) == (409, "Kỳ báo cáo đã khóa.")
    assert without.status_code == 400
    period.refresh_from_db()
    assert period.locked_at is None
    assert [(deed.what, deed.words) for deed in client.get(address("period")).context["deeds"]][:2] == [
        ("Mở khóa kỳ", "Bổ sung số liệu"),
        ("Khóa kỳ", ""),
    ]


def test_of_a_locked_period_nothing_is_offered(period, client, minh, lan):
    lock_period(period, by=minh, at=at(DAY))

    for person in (minh, lan):
        client.force_login(person)
        page = client.get(address("period-unit")).content.decode()
        assert page.count("<form") == 1  # signing out


def test_lists_are_told_in_words_where_there_is_nothing(client, places, minh, lan):
    client.force_login(minh)
    assert "Bấm “Mở kỳ báo cáo” để bắt đầu" in client.get(reverse("period-list")).content.decode()

    client.force_login(lan)
    page = client.get(reverse("period-list")).content.decode()
    assert "Chưa có kỳ báo cáo nào trong phạm vi bạn được xem." in page
    assert "Bấm “Mở kỳ báo cáo”" not in page


def test_the_list_tells_each_person_what_concerns_them(period, places, client, minh, lan):
    send_report(period, places.ba_dinh, knowingly=True, by=lan, at=at(DAY))

    told = {}
    for person in (minh, lan):
        client.force_login(person)
        (concern,) = client.get(reverse("period-list")).context["concerns"]
        told[person] = [(each.unit.code, each.state) for each in concern.own], concern.below and concern.below.sent

    assert told == {minh: ([("51", "Chưa gửi")], 1), lan: ([("21499", "Đã gửi")], None)}
