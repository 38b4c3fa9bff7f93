"""What is written is saved without being asked for, and nobody loses a word."""

import pytest
from playwright.sync_api import expect

from planning.plans.parts import Section
from tests.browser.editor.desk import WORDS, body_of, meet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_are_saved_without_being_asked_for_and_at_leaving(desk, section):
    desk.to_end_of(3)
    desk.type(" và")
    assert desk.state.inner_text() == "Chưa lưu"
    desk.page.get_by_role("button", name="Lưu", exact=True).click()

    desk.page.wait_for_url("**/plans/21499-annual-2025/#section-2")
    assert "- Một và" in body_of(section)


def test_a_lost_connection_loses_no_word(desk, section, context):
    context.set_offline(True)
    desk.to_end_of(3)
    desk.type(" và")
    expect(desk.state).to_have_text("Mất kết nối — lời văn được giữ trên máy này")

    context.set_offline(False)
    desk.expect_saved()
    assert "- Một và" in body_of(section)
    assert desk.page.evaluate("Object.keys(localStorage)") == []


def test_words_kept_on_the_machine_are_offered_back_when_one_returns(desk, section, leave_unheard):
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.page.route("**/save/", lambda route: route.abort())
    desk.to_end_of(3)
    desk.type(" chưa gửi")
    expect(desk.state).to_contain_text("Mất kết nối")
    leave_unheard(desk)
    desk.page.unroute("**/save/")

    desk.open()
    assert desk.page.locator(".writing-lines").get_attribute("contenteditable") == "false"
    desk.page.get_by_role("button", name="Lấy lại lời đó").click()
    assert desk.lines()[2] == "- Một chưa gửi"
    desk.expect_saved()
    assert "chưa gửi" in body_of(section)


def test_kept_words_older_than_another_persons_meet_theirs(desk, other_desk, section, leave_unheard):
    desk.page.on("dialog", lambda dialog: dialog.accept())
    desk.page.route("**/save/", lambda route: route.abort())
    desk.to_end_of(3)
    desk.type(" của Lan")
    leave_unheard(desk)
    other_desk.open().to_end_of(4)
    other_desk.type(" của Mai")
    other_desk.expect_saved()
    desk.page.unroute("**/save/")

    desk.open().page.get_by_role("button", name="Lấy lại lời đó").click()
    expect(desk.state).to_have_text("Có người khác vừa sửa")
    desk.page.get_by_role("button", name="Giữ lời của tôi").click()
    desk.expect_saved()
    assert "của Lan" in body_of(section)


def test_leaving_with_unsaved_words_warns(desk, context):
    asked = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    context.set_offline(True)
    desk.to_end_of(3)
    desk.type(" chưa gửi")
    expect(desk.state).to_contain_text("Mất kết nối")
    context.set_offline(False)
    desk.page.route("**/save/", lambda route: route.abort())
    desk.page.goto(desk.address)

    assert asked == ["beforeunload"]


def test_an_expired_session_keeps_the_words_and_says_to_sign_in(desk, context, section):
    context.clear_cookies(name="sessionid")
    desk.to_end_of(3)
    desk.type(" và")

    expect(desk.state).to_contain_text("đề nghị đăng nhập lại")
    assert "và" in desk.page.evaluate("Object.values(localStorage).join()")
    assert body_of(section) == WORDS


def test_who_saves_second_keeps_their_own_words(desk, other_desk, section):
    meet(desk, other_desk)
    assert "Mai đã lưu phần này" in desk.page.get_by_role("alert").inner_text()
    desk.page.get_by_role("button", name="Xem cả hai").click()
    assert "Của bạn: - Một của Lan" in " ".join(desk.page.get_by_role("alert").inner_text().split())
    desk.page.get_by_role("button", name="Giữ lời của tôi").click()

    desk.expect_saved()
    now = Section.objects.get(pk=section.pk)
    assert "Một của Lan" in now.body
    assert "Hai của Mai" in now.history.all()[1].body


def test_who_saves_second_takes_the_others_words_and_can_undo(desk, other_desk, section):
    meet(desk, other_desk)
    desk.page.get_by_role("button", name="Lấy lời của người kia").click()

    assert desk.lines()[2:4] == ["- Một", "- Hai của Mai"]
    assert "Hai của Mai" in body_of(section)
    desk.press("Control+z")
    assert desk.lines()[2:4] == ["- Một của Lan", "- Hai"]


def test_an_answer_that_is_lost_is_no_conflict(desk, section):
    desk.page.route("**/save/", lambda route: (route.fetch(), route.abort()), times=1)
    desk.to_end_of(3)
    desk.type(" và")
    expect(desk.state).to_contain_text("Mất kết nối")
    desk.type(" nữa")

    desk.expect_saved()
    assert "- Một và nữa" in body_of(section)


def test_words_one_goes_on_with_after_a_conflict_count_as_unsaved(desk, section):
    conflict = f"""<form method=post action="{desk.address}"><input name=choice value=edit>
        <textarea name=body>1. Lời giữ lại</textarea><input name=section value={section.pk}>
        <input name=revision value=1></form>"""
    desk.page.evaluate(
        """(html) => { const token = document.querySelector('[name=csrfmiddlewaretoken]').cloneNode();
        document.body.innerHTML = html; document.forms[0].append(token); document.forms[0].submit(); }""",
        conflict,
    )
    desk.page.wait_for_function("document.querySelector('.line')?.textContent === 'Lời giữ lại'")
    desk.page.get_by_role("button", name="Lưu", exact=True).click()

    desk.page.wait_for_url("**/plans/21499-annual-2025/#section-2")
    assert body_of(section) == "1. Lời giữ lại"


def test_without_a_script_the_form_works(browser, live_server, section, lan):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/plans/{section.plan.slug}/sections/2/")
    page.get_by_label("Tên đăng nhập").fill("lan")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_label("Nội dung").fill("1. Không cần mã lệnh")
    page.get_by_role("button", name="Lưu").click()

    assert body_of(section) == "1. Không cần mã lệnh"
    context.close()
