"""A plan's document as PDF: laid out by WeasyPrint from the HTML of the preview, with the workbook of its tables."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pikepdf import Pdf
from weasyprint import CSS, HTML, Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from planning.documents import xlsx
from planning.documents.fonts import check_font
from planning.documents.html import PICTURE, page_of, rows_anchor, stylesheet, title_anchor
from planning.documents.model import PlanDocument, Table
from planning.documents.parting import on_pages
from planning.documents.pdf.conformance import POINTS, attach_workbook, declare_accessible, saved
from planning.documents.pdf.long_tables import Place, draw_long_tables, too_long


class NothingIsFetched(URLFetcher):
    """Refuses every address but that of a picture which holds the picture itself: nothing is drawn from elsewhere."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(PICTURE):
            return super().fetch(url, headers)
        raise ValueError(f"{url[:80]} is not fetched")


def draw(document: PlanDocument) -> bytes:
    """Return the bytes of the PDF, the same for the same document: PDF/A-3a and PDF/UA-1 in one.

    Raises FontIsMissing where Vietnamese cannot be printed rightly.
    """
    check_font()
    workbook = xlsx.draw(document) if document.appendices else b""
    document = on_pages(document)
    tables = too_long(document)
    with _no_collection():
        layout = _laid_out(document, tables)
        printed = layout.write_pdf(pdf_variant="pdf/a-3a")
    with Pdf.open(BytesIO(printed)) as pdf:
        declare_accessible(pdf)
        if tables:
            draw_long_tables(pdf, tables, _places(layout, tables), document)
        if workbook:
            attach_workbook(pdf, workbook)
        return saved(pdf)


def _laid_out(document: PlanDocument, tables: list[Table]) -> Document:
    page = HTML(string=page_of(document, {table.key for table in tables}), url_fetcher=NothingIsFetched())
    return page.render(stylesheets=[CSS(string=stylesheet(), url_fetcher=NothingIsFetched())], pdf_variant="pdf/a-3a")


def _places(layout: Document, tables: list[Table]) -> list[Place]:
    """Where the titles of the long tables end, or the pictures below them, and their rows begin."""
    found: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(layout.pages):
        for anchor, box in page.anchors.items():
            found.setdefault(anchor, (number, box[1] * POINTS))
    places = []
    for table in tables:
        page_index, top = found[rows_anchor(table)]
        first, _ = found[title_anchor(table)]
        places.append(Place(page_index, top, page_index - first + 1))
    return places


@contextmanager
def _no_collection() -> Iterator[None]:
    """Spare WeasyPrint's many boxes the garbage collector, which takes a third of the time and finds nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
