"""A clerk at a grid in a real browser: what is pressed, typed, pasted and seen."""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from budgets.models import Allocation
from planning.entry.kinds import entry_kind
from planning.entry.saving import Typed, save_typed

MILLION = 10**6


class Clerk:
    """Someone at the grid; cells are named by the places of their row and column, as `3.1`."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.told = page.locator("#grid-state")
        self.counted = page.locator("#grid-count")

    def open(self):
        self.page.goto(self.address)
        self.page.locator("#grid-bar:not([hidden])").wait_for()
        return self

    def cell(self, name):
        return self.page.locator(f'input[name="{name}"]')

    def box(self, name):
        """The cell around the input, which bears the mark."""
        return self.page.locator("td", has=self.cell(name))

    def into(self, name):
        self.cell(name).focus()
        return self

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words):
        self.page.keyboard.type(words)

    def paste(self, words):
        """Paste by the keyboard what another program has left on the clipboard."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("words => navigator.clipboard.writeText(words)", words)
        self.press("Control+v")

    def clipboard(self):
        return self.page.evaluate("navigator.clipboard.readText()")

    def texts(self, *names):
        return [self.cell(name).input_value() for name in names]

    def where(self):
        """The name of the cell with the focus."""
        return self.page.evaluate("document.activeElement.name")

    def total(self, label, column):
        """A computed cell of the row with a label."""
        row = self.page.locator("tr", has=self.page.get_by_role("rowheader", name=label, exact=True))
        return row.locator("td:not(.entry-word)").nth(column)

    def kept(self):
        """What this machine keeps for the grid."""
        return self.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('bang-nhap/')).length")

    def expect_state(self, name, state):
        expect(self.box(name)).to_have_attribute("data-state", state)

    def expect_all_saved(self):
        expect(self.counted).to_have_text(re.compile("^Không có ô nào chưa lưu"))

    def rest(self):
        """Wait until nothing is under way, so that the next test finds a quiet server."""
        if self.page.is_closed():
            return
        self.page.on("dialog", lambda dialog: dialog.accept())
        expect(self.page.locator("td[data-state=saving]")).to_have_count(0)
        self.page.goto("about:blank")


def signed_in(context, address, person):
    """Give a browser the session of a person: quicker than to sign in."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": urljoin(address, "/")}])


def sign_in(page, address, username):
    """Be led from an address to the sign-in, and back to it."""
    page.goto(address)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(address)


def write(plan, person, name, text):
    """Put a share into a cell as a person does who sits elsewhere."""
    kind = entry_kind("allocation")
    scope = kind.find(plan.slug, person)
    table, (row, column) = kind.table(scope), map(int, name.split("."))
    cell = table.rows[row], table.columns[column]
    typed = Typed(cell[0].key, cell[1].key, text, table.text(*cell))
    save_typed(kind, scope, [typed], by=person, at=timezone.now())


def shares(plan):
    """The shares stored, in triệu, by the code of the unit and the nature of the money."""
    rows = Allocation.objects.of_plan(plan).select_related("unit", "line")
    return {(row.unit.code, row.line.nature): row.amount / MILLION for row in rows}
