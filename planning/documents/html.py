"""A plan's document as HTML: the same for the preview on screen and for the PDF."""

from django.conf import settings
from django.template.loader import render_to_string

from planning.documents.headings import header_rows
from planning.documents.model import PlanDocument, Table

STYLESHEET = "css/document.css"


def body_of(document: PlanDocument) -> str:
    """The document's markup without a page around it, for the preview."""
    return render_to_string("documents/_document.html", {"document": document, "appendices": _drawn(document)})


def page_of(document: PlanDocument) -> str:
    """A whole HTML page, for the PDF and for reading in a browser; the stylesheet is given beside it."""
    return render_to_string("documents/page.html", {"document": document, "body": body_of(document)})


def stylesheet() -> str:
    """The text of the stylesheet that lays the document out, on paper as on screen."""
    return (settings.BASE_DIR / "static" / STYLESHEET).read_text(encoding="utf-8")


def _drawn(document: PlanDocument) -> list[dict[str, object]]:
    return [
        {
            "table": table,
            "page": f"{'wide' if table.is_landscape else 'tall'}-{'odd' if place % 2 else 'even'}",
            "header": header_rows(table.columns),
            "widths": _widths(table),
        }
        for place, table in enumerate(document.appendices, start=1)
    ]


def _widths(table: Table) -> list[int]:
    """Whole percents that make a hundred, for the classes `w-1` to `w-60`: the widest column takes the rest."""
    total = sum(column.width for column in table.columns)
    percents = [100 * column.width // total for column in table.columns]
    percents[percents.index(max(percents))] += 100 - sum(percents)
    return percents
