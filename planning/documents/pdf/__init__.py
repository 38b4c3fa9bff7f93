"""A plan's document as PDF, drawn by WeasyPrint from the HTML of the preview."""

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from planning.documents.fonts import check_font
from planning.documents.html import page_of, stylesheet
from planning.documents.model import PlanDocument


class NothingIsFetched(URLFetcher):
    """Refuses every address: a document is drawn from its own text and our stylesheet alone."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> None:
        raise ValueError(f"{url} is not fetched")


def draw(document: PlanDocument) -> bytes:
    """Return the bytes of the PDF; raises FontIsMissing where Vietnamese cannot be printed rightly."""
    check_font()
    page = HTML(string=page_of(document), url_fetcher=NothingIsFetched())
    style = stylesheet()
    return page.write_pdf(stylesheets=[CSS(string=style, url_fetcher=NothingIsFetched())])
