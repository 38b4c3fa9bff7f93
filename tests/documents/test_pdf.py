"""What keeps a PDF from being drawn wrongly, and what it may not reach for."""

import pytest

from planning.documents import fonts
from planning.documents.pdf import NothingIsFetched


def test_a_document_fetches_nothing():
    with pytest.raises(ValueError, match="not fetched"):
        NothingIsFetched().fetch("file:///etc/passwd")


def test_a_font_without_vietnamese_letters_is_refused(monkeypatch):
    monkeypatch.setattr(fonts, "missing_letters", lambda path: {"ợ"})
    fonts.check_font.cache_clear()

    with pytest.raises(fonts.FontIsMissing, match="fonts-liberation2"):
        fonts.check_font()
    fonts.check_font.cache_clear()
