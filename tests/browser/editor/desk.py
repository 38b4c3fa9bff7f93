"""An officer at the editor, as the tests drive it."""

import re

from playwright.sync_api import expect

from planning.plans.parts import Section

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


def body_of(section):
    return Section.objects.get(pk=section.pk).body


def meet(desk, other_desk):
    """Mai saves while Lan has the section open; then Lan writes."""
    other_desk.open().to_end_of(4)
    other_desk.type(" của Mai")
    other_desk.expect_saved()
    desk.to_end_of(3)
    desk.type(" của Lan")
    expect(desk.state).to_have_text("Có người khác vừa sửa")
