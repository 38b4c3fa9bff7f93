"""Officers write a section as in Word: lines with their numbers, figures as chips, saved while they write."""

import re

import pytest
from playwright.sync_api import expect

from planning.people.roles import Role
from planning.plans.parts import Section
from planning.text.actions import SectionIsGone
from planning.views import editor
from tests.conftest import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = "II. MỤC TIÊU\n1. Chung\n- Một\n- Hai\n2. Kinh phí là {{ budget.total }}."

# What the browser itself says of a request that a test has cut off, or that the server has refused on purpose.
EXPECTED = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED)|status of 409")


class Desk:
    """An officer at the editor of section 2."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.state = page.locator("#save-state")
        self.pending = set()
        page.on("request", lambda request: self.pending.add(request))
        page.on("requestfinished", lambda request: self.pending.discard(request))
        page.on("requestfailed", lambda request: self.pending.discard(request))

    def open(self):
        self.page.goto(self.address)
        self.page.locator(".line").first.wait_for()
        return self

    def rest(self):
        """Wait for the server: what it still did for the page would disturb the next test."""
        if self.page.is_closed():
            return
        self.page.route("**/save/", lambda route: route.abort())
        while self.pending:
            self.page.wait_for_timeout(20)
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.page.goto("about:blank")

    def lines(self):
        """Each line as drawn: its number and its words."""
        rows = "rows => rows.map(row => `${row.dataset.marker} ${row.textContent.replaceAll('\\u200b', '')}`.trim())"
        return self.page.locator(".line").evaluate_all(rows)

    def to_end_of(self, number):
        """Put the caret behind the last letter of a line, counted from 1."""
        script = """(row) => { row.parentNode.focus(); const range = document.createRange();
            range.selectNodeContents(row); range.collapse(false);
            const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range); }"""
        self.page.locator(".line").nth(number - 1).evaluate(script)

    def to_start_of(self, number):
        self.to_end_of(number)
        self.page.keyboard.press("Home")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words):
        self.page.keyboard.type(words)

    def paste(self, words):
        script = """(root, words) => { const data = new DataTransfer(); data.setData('text/plain', words);
            data.setData('text/html', '<b>không dùng</b>');
            const options = { clipboardData: data, bubbles: true, cancelable: true };
            root.dispatchEvent(new ClipboardEvent('paste', options)); }"""
        self.page.locator(".writing-lines").evaluate(script, words)

    def expect_saved(self):
        expect(self.state).to_have_text(re.compile(r"Đã lưu lúc \d\d:\d\d"))


@pytest.fixture
def section(plan):
    Section.objects.filter(plan=plan, position=2).update(body=WORDS)
    return Section.objects.get(plan=plan, position=2)


@pytest.fixture
def desk(page, live_server, section, lan, sign_in, complaints):
    """Lan's desk; at the end of a test nothing has gone wrong in the console."""
    sign_in("lan")
    desk = Desk(page, f"{live_server.url}/plans/{section.plan.slug}/sections/2/").open()
    yield desk
    desk.rest()
    assert [each for each in complaints if not EXPECTED.search(each)] == []


@pytest.fixture
def other_desk(browser, live_server, section, places):
    """Mai's desk, in a browser of her own."""
    make_person("mai", "Mai", Role.EDITOR, places.ba_dinh)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_label("Tên đăng nhập").fill("mai")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.get_by_role("button", name="Đăng nhập").click()
    desk = Desk(page, f"{live_server.url}/plans/{section.plan.slug}/sections/2/")
    yield desk
    desk.rest()
    context.close()


def body_of(section):
    return Section.objects.get(pk=section.pk).body


def test_lines_stand_with_the_numbers_they_have_in_print(desk):
    assert desk.lines() == ["I. MỤC TIÊU", "1. Chung", "- Một", "- Hai", "2. Kinh phí là 1.303,5 triệu đồng."]


def test_numbers_go_on_from_the_section_before_and_agree_with_the_plan_page(page, desk, plan, section):
    desk.page.goto(desk.address.replace("/2/", "/3/"))
    drawn = [each for each in desk.lines() if re.match(r"[IVX]+\. |[0-9]+\. ", each)]

    page.goto(desk.address.replace("/sections/2/", "/"))
    printed = [" ".join(each.split()) for each in page.locator("#section-3 p").all_inner_texts()]
    assert drawn[0].startswith("II. ")
    assert set(drawn) <= set(printed)


def test_enter_splits_and_backspace_joins_and_numbers_follow(desk, section):
    desk.to_end_of(2)
    desk.press("Enter")
    desk.type("Riêng")
    assert desk.lines()[1:3] == ["1. Chung", "2. Riêng"]
    assert desk.lines()[-1].startswith("3. Kinh phí")

    desk.to_start_of(3)
    desk.press("Backspace")
    assert desk.lines()[1] == "1. ChungRiêng"
    assert desk.lines()[-1].startswith("2. Kinh phí")
    desk.expect_saved()
    assert body_of(section) == WORDS.replace("II.", "I.").replace("Chung", "ChungRiêng")


@pytest.mark.parametrize(
    ("typed", "line"),
    [("- gạch", "- gạch"), ("a) điểm", "a) điểm"), ("1. khoản", "3. khoản"), ("I. phần", "II. phần"), ("+ x", "+ x")],
)
def test_a_marker_typed_at_the_start_gives_the_line_its_level(desk, typed, line):
    desk.to_end_of(5)
    desk.press("Enter", "Enter")
    desk.type(typed)

    assert desk.lines()[-1] == line


def test_a_marker_one_means_as_words_comes_back_by_undoing(desk, section):
    desk.to_end_of(5)
    desk.press("Enter", "Enter")
    desk.type("- ")
    desk.press("Control+z")
    desk.type("5 độ")

    assert desk.lines()[-1] == "- 5 độ"
    desk.expect_saved()
    assert body_of(section).endswith("\n\\- 5 độ")


def test_tab_and_shift_tab_change_the_level_of_the_selected_lines(desk):
    desk.to_start_of(3)
    desk.press("Shift+ArrowDown", "Shift+End", "Shift+Tab")
    assert desk.lines()[2:4] == ["a) Một", "b) Hai"]

    desk.press("Tab", "Tab")
    assert desk.lines()[2:4] == ["+ Một", "+ Hai"]


def test_lines_move_and_are_deleted_and_all_is_undone_and_done_again(desk):
    before = desk.lines()
    desk.to_end_of(2)
    desk.press("Alt+ArrowDown", "Alt+ArrowDown")
    assert desk.lines()[1:4] == ["- Một", "- Hai", "1. Chung"]

    desk.page.get_by_role("button", name="Xóa dòng").click()
    assert len(desk.lines()) == 4
    after = desk.lines()

    desk.press("Control+z", "Control+z", "Control+z")
    assert desk.lines() == before
    desk.press("Control+y", "Control+y", "Control+y")
    assert desk.lines() == after


def test_typing_is_undone(desk):
    desk.to_end_of(3)
    desk.type(" thêm")
    desk.press("Control+z")

    assert desk.lines()[2] == "- Một"


def test_a_selection_over_lines_is_replaced_by_what_is_typed(desk):
    desk.to_start_of(3)
    desk.press("Shift+ArrowDown", "Shift+End")
    desk.type("x")

    assert desk.lines()[1:4] == ["1. Chung", "- x", "2. Kinh phí là 1.303,5 triệu đồng."]


def test_a_figure_is_found_without_accents_and_inserted_where_one_writes(desk, section):
    desk.to_end_of(3)
    desk.type(" ")
    desk.press("Control+Space")
    dialog = desk.page.get_by_role("dialog")
    desk.type("du an 2")
    expect(dialog.get_by_role("option").first).to_contain_text("Kinh phí Dự án 2")
    desk.press("Enter")
    desk.type(" nữa")

    assert desk.lines()[2] == "- Một 1.003,5 triệu đồng nữa"
    desk.expect_saved()
    assert "- Một {{ budget.DA2 }} nữa" in body_of(section)


def test_two_braces_ask_for_a_figure_and_give_way_to_it(desk):
    desk.to_end_of(3)
    desk.type(" {{")
    desk.type("tong kinh phi")
    desk.press("Enter")

    assert desk.lines()[2] == "- Một 1.303,5 triệu đồng"


def test_leaving_the_picker_changes_nothing(desk):
    desk.to_end_of(3)
    desk.press("Control+Space", "Escape")
    desk.type("!")

    assert desk.lines()[2] == "- Một!"


def test_an_amount_is_written_in_another_unit(desk, section):
    desk.page.locator(".line .chip").first.click()
    desk.page.get_by_role("option", name="Theo tỷ đồng").click()

    assert desk.lines()[-1] == "2. Kinh phí là 1,3035 tỷ đồng."
    desk.expect_saved()
    assert "{{ budget.total | tỷ }}" in body_of(section)


def test_a_chip_is_passed_in_one_step_deleted_in_one_and_chosen_from_the_keyboard(desk):
    desk.to_end_of(5)
    desk.press("ArrowLeft", "ArrowLeft")
    desk.type("đúng ")
    assert desk.lines()[-1] == "2. Kinh phí là đúng 1.303,5 triệu đồng."

    desk.press("Alt+Enter", "ArrowDown", "Enter")
    assert desk.lines()[-1] == "2. Kinh phí là đúng 1.303.500.000 đồng."

    desk.press("Backspace")
    assert desk.lines()[-1] == "2. Kinh phí là đúng ."


def test_a_chip_is_moved_by_cutting_and_pasting(desk, section):
    desk.to_end_of(5)
    desk.press("ArrowLeft", "Shift+ArrowLeft", "Control+x")
    assert desk.lines()[-1] == "2. Kinh phí là ."

    desk.to_end_of(3)
    desk.press("Control+v")
    assert desk.lines()[2] == "- Một1.303,5 triệu đồng"
    desk.expect_saved()
    assert "- Một{{ budget.total }}" in body_of(section)


def test_an_unknown_figure_is_named_as_such_in_words(desk):
    desk.to_end_of(3)
    desk.paste(" {{ khong.co }}")

    chip = desk.page.locator(".line .chip-unknown")
    assert chip.inner_text() == "không rõ: khong.co"
    assert "Không có số liệu" in chip.get_attribute("title")


def test_lines_pasted_from_word_become_lines_of_plain_words(desk, section):
    desk.to_end_of(2)
    desk.press("Enter")
    desk.paste("1.\tMột vie\u0302\u0323c\r\na)\tĐiểm\r\n•\tDấu tròn\r\n\r\nĐoạn thường")

    assert desk.lines()[2:6] == ["2. Một việc", "a) Điểm", "- Dấu tròn", "Đoạn thường"]
    assert desk.page.locator(".writing-lines b").count() == 0


def test_words_pasted_into_a_line_stay_in_it(desk):
    desk.to_end_of(3)
    desk.paste(" 1.463 hộ")

    assert desk.lines()[2] == "- Một 1.463 hộ"


def test_a_reference_names_its_line_and_follows_it(desk, section):
    desk.to_end_of(3)
    desk.type(", xem ")
    desk.page.get_by_role("button", name="Dẫn chiếu").click()
    desk.type("kinh phi")
    desk.press("Enter")
    assert desk.lines()[2] == "- Một, xem khoản 2 Mục I"

    desk.to_end_of(2)
    desk.press("Enter")
    desk.type("Thêm")
    assert desk.lines()[3] == "- Một, xem khoản 3 Mục I"
    desk.expect_saved()
    assert "{{ ref.kinh-phi-la-1-303 }}" in body_of(section)
    assert body_of(section).endswith("{#kinh-phi-la-1-303}")


def test_a_marked_line_of_another_section_can_be_referred_to(desk, plan):
    Section.objects.filter(plan=plan, position=3).update(body="II. KHÁC\n1. Dòng kia {#dong-kia}")
    desk.open().to_end_of(3)
    desk.press("Control+k")
    desk.type("dong kia")
    desk.press("Enter")

    assert desk.lines()[2] == "- Mộtkhoản 1 Mục II"


def test_a_line_is_marked_for_reference(desk, section):
    desk.to_end_of(2)
    desk.page.get_by_role("button", name="Đánh dấu dòng").click()

    desk.expect_saved()
    assert "1. Chung {#chung}" in body_of(section)


def test_vietnamese_composing_is_not_disturbed(desk, section):
    desk.to_end_of(3)
    client = desk.page.context.new_cdp_session(desk.page)
    for letters in ("v", "vi", "vie", "viê", "việ", "việc"):
        client.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
    client.send("Input.insertText", {"text": "việc"})
    desk.type(" gì")

    assert desk.lines()[2] == "- Mộtviệc gì"
    desk.expect_saved()
    assert "- Mộtviệc gì" in body_of(section)


def test_letters_retyped_by_an_input_method_come_out_right(desk):
    desk.to_end_of(3)
    desk.type(" tie")
    desk.press("Backspace")
    desk.page.keyboard.insert_text("ê")
    desk.press("Backspace")
    desk.page.keyboard.insert_text("ế")
    desk.type("n")

    assert desk.lines()[2] == "- Một tiến"


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


@pytest.fixture
def leave_unheard(monkeypatch):
    """Leave a page whose words reach nobody: what it may still send while it is being left is not taken either."""

    def refuse(*section, **words):
        raise SectionIsGone("Không nhận.")

    def leave(desk):
        with monkeypatch.context() as server:
            server.setattr(editor, "rewrite_section", refuse)
            desk.page.goto("about:blank")
            desk.page.wait_for_timeout(500)

    return leave


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


def meet(desk, other_desk):
    """Mai saves while Lan has the section open; then Lan writes."""
    other_desk.open().to_end_of(4)
    other_desk.type(" của Mai")
    other_desk.expect_saved()
    desk.to_end_of(3)
    desk.type(" của Lan")
    expect(desk.state).to_have_text("Có người khác vừa sửa")


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


def test_the_keyboard_leaves_the_editor(desk):
    desk.to_end_of(3)
    desk.press("Escape", "Tab")

    assert desk.page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("width", [1366, 390])
def test_the_editor_and_its_picker_fit_the_screen(desk, width):
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.page.get_by_role("button", name="Chèn số liệu").click()

    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
    box = desk.page.get_by_role("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


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
