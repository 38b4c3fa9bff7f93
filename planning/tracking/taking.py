"""A picture of a dashboard as it is taken away: it says itself whose figures it shows, of when, and from where."""

from dataclasses import replace

from planning.formats import fold, short_date
from planning.pictures.model import Picture
from planning.tracking.dashboards import Sight

# What file systems and mails take without cutting.
LONGEST = 80


def on_page(picture: Picture, sight: Sight) -> Picture:
    """Under a heading of the page, which says the rest; of an invented unit with what all its papers say."""
    return replace(picture, title="", note=_sentences(picture.note, sight.unit.sample_mark))


def taken_away(picture: Picture, sight: Sight) -> Picture:
    """With unit, year and source."""
    note = _sentences(picture.note, source_words(sight), sight.unit.sample_mark)
    return replace(picture, subtitle=whose_words(sight), note=note)


def whose_words(sight: Sight) -> str:
    """`Tỉnh Mẫu, năm 2025`."""
    name = sight.unit.full_name
    return f"{name[:1].upper()}{name[1:]}, năm {sight.year}"


def source_words(sight: Sight) -> str:
    """On which reports the figures rest, and up to which day; without a period on the results of years."""
    if sight.period is None:
        return "Nguồn: kết quả các năm do các đơn vị báo cáo"
    until = short_date(sight.period.ends_on)
    return f"Nguồn: báo cáo {sight.period.words} của {sight.unit.full_name}, số liệu đến hết ngày {until}"


def file_name(picture: Picture, sight: Sight, form: str) -> str:
    """`tinh-mau-2025-giai-ngan-theo-du-an.svg`; one of several pages of a picture says which."""
    words = _plain(f"{sight.unit.full_name} {sight.year}")
    for word in _plain(picture.title):
        if len("-".join([*words, word])) > LONGEST:
            break
        words.append(word)
    page = f"-trang-{sight.page}" if sight.page > 1 else ""
    return f"{'-'.join(words)}{page}.{form}"


def _plain(words: str) -> list[str]:
    """Words of letters and digits that any file system takes."""
    return "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in fold(words)).split()


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
