"""A plan's document as HTML: the same for the preview on screen and for the PDF."""

import re
import textwrap
from base64 import b64encode
from collections.abc import Collection, Iterator

from django.conf import settings
from django.template.loader import render_to_string

from planning.documents.grid import grid_of
from planning.documents.headings import header_rows
from planning.documents.model import PlanDocument, Table
from planning.documents.parting import on_pages
from planning.documents.pictures import svg_under_caption

STYLESHEET = "css/document.css"
# How the address of a picture begins that holds the picture itself.
PICTURE = "data:image/svg+xml;base64,"
# Letters that fit a line of a subject, and of an appendix's title and what it comes with, upright and across.
SUBJECT_LETTERS, TITLE_LETTERS, ATTACHED_LETTERS = 54, {False: 42, True: 62}, {False: 68, True: 104}

NO_BREAK = "\N{NO-BREAK SPACE}"
# What reads as one word in a title.
TERMS = re.compile(
    r"chương trình|mục tiêu quốc gia|giảm nghèo|bền vững|kế hoạch|thực hiện|kết quả|chỉ tiêu|địa bàn"
    r"|giai đoạn \d{4}-\d{4}|(?:\d+ tháng )?(?:(?:đầu|cuối|đến|trong) )?năm \d{4}",
    re.IGNORECASE,
)


def body_of(document: PlanDocument, apart: Collection[str] = (), figures_at: str = "") -> str:
    """The document's markup without a page around it; the tables named in `apart` keep their places empty.

    On screen each figure of the text leads to its explanation, at its name below the address `figures_at`.
    """
    leaves = [
        {
            "leaf": leaf,
            "subject": balanced(leaf.subject, SUBJECT_LETTERS),
            "attached": balanced(leaf.attached_to, ATTACHED_LETTERS[False]),
            "is_attached": place > 0,
        }
        for place, leaf in enumerate(document.leaves)
    ]
    tables = on_pages(document).appendices
    appendices = [_drawn(table, place, table.key in apart) for place, table in enumerate(tables)]
    drawn = {"document": document, "leaves": leaves, "appendices": appendices, "figures_at": figures_at}
    return render_to_string("documents/_document.html", drawn)


def page_of(document: PlanDocument, apart: Collection[str] = ()) -> str:
    """A whole HTML page, for the PDF and for reading in a browser; the stylesheet is given beside it."""
    author = " ".join(document.first.issuer)
    context = {"document": document, "author": author, "body": body_of(document, apart)}
    return render_to_string("documents/page.html", context)


def stylesheet() -> str:
    """The text of the stylesheet that lays the document out, on paper as on screen."""
    return (settings.BASE_DIR / "static" / STYLESHEET).read_text(encoding="utf-8")


def balanced(title: str, letters: int) -> list[str]:
    """Break a title into as few lines as it needs, each about as long as the others, and no term of the field."""
    kept = TERMS.sub(lambda term: term[0].replace(" ", NO_BREAK), title)
    return [line.replace(NO_BREAK, " ") for line in _balanced(kept, letters)]


def _balanced(title: str, letters: int) -> list[str]:
    lines = textwrap.wrap(title, letters, break_on_hyphens=False)
    for narrower in range(letters - 1, 0, -1):
        tried = textwrap.wrap(title, narrower, break_on_hyphens=False, break_long_words=False)
        if len(tried) > len(lines) or max(map(len, tried), default=0) > narrower:
            break
        lines = tried
    return lines


def rows_anchor(table: Table) -> str:
    """The name of the place that a table kept apart leaves for its rows."""
    return f"rows-{table.key}"


def title_anchor(table: Table) -> str:
    """The name of the place where an appendix begins."""
    return f"appendix-{table.key}"


def _pictures(table: Table) -> Iterator[dict[str, str]]:
    """The markup holds the pictures themselves: nothing is fetched for a document."""
    for picture, caption in zip(table.pictures, table.captions, strict=True):
        drawn = b64encode(svg_under_caption(picture, is_landscape=table.is_landscape)).decode()
        yield {"caption": caption, "address": PICTURE + drawn, "words": picture.words, "note": picture.note}


def _drawn(table: Table, place: int, is_apart: bool) -> dict[str, object]:
    grid = grid_of(table)
    return {
        "table": table,
        "place": title_anchor(table),
        "anchor": rows_anchor(table) if is_apart else "",
        "page": f"{'wide' if table.is_landscape else 'tall'}-{'even' if place % 2 else 'odd'}",
        "title": balanced(table.title, TITLE_LETTERS[table.is_landscape]),
        "attached": balanced(table.attached_to, ATTACHED_LETTERS[table.is_landscape]),
        "pictures": list(_pictures(table)),
        "size": grid.size,
        "widths": grid.widths,
        "header": header_rows(table.columns),
        "rows": [] if is_apart else [(row.kind, list(grid.placed(table, row))) for row in table.rows],
    }
