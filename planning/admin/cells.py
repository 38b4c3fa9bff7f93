"""How one value stands in a cell of an imported or exported table, as a Vietnamese reader writes it."""

import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import get_format
from import_export.widgets import ManyToManyWidget, Widget

from planning.formats import NotANumber, number, parse_number, same_words

YES, NO = "Có", "Không"
BETWEEN_PARTS = " | "
BETWEEN_ITEMS = "; "
# A spreadsheet takes a cell that begins so for a formula; reading strips the space that protects it.
FORMULA_STARTS = ("=", "+", "-", "@")


class TextCell(Widget):
    """Text, in NFC and without spaces around it."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return text_of(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        text = "" if value is None else str(value)
        return f" {text}" if text.startswith(FORMULA_STARTS) else text


class DecimalCell(Widget):
    """A number; a blank is unknown."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        return decimal_of(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else number(value)


class NumberCell(Widget):
    """A whole number; a blank is unknown."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        found = decimal_of(value)
        if found is not None and found != int(found):
            raise ValueError(f"“{text_of(value)}” không phải là số nguyên.")
        return None if found is None else int(found)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | str:
        return "" if value is None else value


class YesNoCell(Widget):
    """`Có` or `Không`; anything else is refused instead of being taken for no."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        if isinstance(value, bool):
            return value
        text = same_words(text_of(value))
        if not text:
            return None
        if text not in {YES.casefold(), NO.casefold()}:
            raise ValueError(f"Đề nghị ghi “{YES}” hoặc “{NO}”.")
        return text == YES.casefold()

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return YES if value else NO


class DateCell(Widget):
    """A day as dd/mm/yyyy; what a spreadsheet holds as a date is taken as it is."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = text_of(value)
        return day_of(text) if text else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{value:%d/%m/%Y}" if value else ""


class ChoiceCell(Widget):
    """One of a field's choices, by its Vietnamese name."""

    def __init__(self, choices: list[tuple[Any, Any]]) -> None:
        super().__init__()
        self.labels = {value: str(label) for value, label in choices if value}
        self.values = {same_words(label): value for value, label in self.labels.items()}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = text_of(value)
        if not text:
            return ""
        try:
            return self.values[same_words(text)]
        except KeyError:
            names = ", ".join(self.labels.values())
            raise ValueError(f"“{text}” không có trong danh sách: {names}.") from None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.labels.get(value, "")


class ListCell(Widget):
    """A list of words in one cell."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:
        return items_of(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return BETWEEN_ITEMS.join(value or [])


class KeyCell(Widget):
    """Another row by its natural key; `limit` narrows the rows that may be named."""

    def __init__(self, model: type[models.Model], lookups: tuple[str, ...]) -> None:
        super().__init__()
        self.lookups = lookups
        self.limit = model._default_manager.all()

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> models.Model | None:
        text = text_of(value)
        return find(self.limit, self.lookups, text) if text else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return key_of(value, self.lookups) if value else ""


class KeysCell(ManyToManyWidget):
    """Other rows by their keys; the library's own widget drops a key it does not know, here it is refused."""

    def __init__(self, model: type[models.Model], lookups: tuple[str, ...]) -> None:
        super().__init__(model)
        self.lookups = lookups

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[models.Model]:
        return [find(self.model._default_manager.all(), self.lookups, key) for key in items_of(value)]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return BETWEEN_ITEMS.join(key_of(row, self.lookups) for row in value.all()) if value else ""


def text_of(value: Any) -> str:
    """Return a cell's text. Raises ValueError where a spreadsheet made something else of what was typed."""
    if isinstance(value, bool | date):
        raise ValueError("Ô này phải là văn bản; phần mềm bảng tính đã đổi kiểu của ô.")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else unicodedata.normalize("NFC", str(value)).strip()


def decimal_of(value: Any) -> Decimal | None:
    """Return the number a cell holds, None where it is blank. Raises ValueError."""
    text = text_of(value)
    if not text:
        return None
    try:
        return parse_number(text)
    except NotANumber:
        raise ValueError(f"“{text}” không phải là số.") from None


def items_of(value: Any) -> list[str]:
    """Return the items of a cell, parted by semicolons."""
    return [item.strip() for item in text_of(value).split(BETWEEN_ITEMS.strip()) if item.strip()]


def day_of(text: str) -> date:
    """Read a day as people write it here. Raises ValueError."""
    for pattern in get_format("DATE_INPUT_FORMATS", lang="vi"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise ValueError(f"“{text}” không phải là ngày; đề nghị ghi ngày/tháng/năm.")


def find(rows: models.QuerySet, lookups: tuple[str, ...], key: str) -> models.Model:
    """Return the one row of `rows` that `key` names; parts left out matter only where several rows fit.

    Among several the one whose remaining parts are blank is meant: a code without a last day is the unit in
    being. Raises ValueError.
    """
    parts = [part.strip() for part in key.split(BETWEEN_PARTS.strip())]
    field_of = rows.model._meta.get_field
    dates = {name for name in lookups if isinstance(field_of(name.split("__")[0]), models.DateField)}
    where = {lookup: day_of(part) if lookup in dates else part for lookup, part in zip(lookups, parts, strict=False)}
    found = list(rows.filter(**where))
    open_ended = dict.fromkeys(lookups[len(parts) :])
    meant = found if len(found) == 1 else list(rows.filter(**where, **open_ended))
    if len(meant) != 1:
        problem = "Có nhiều" if found else "Không tìm thấy"
        raise ValueError(f"{problem} {rows.model._meta.verbose_name} có mã “{key}”.")
    return meant[0]


def key_of(row: models.Model, lookups: tuple[str, ...]) -> str:
    """Return the key by which `find` finds `row`."""
    parts = []
    for lookup in lookups:
        part: Any = row
        for name in lookup.split("__"):
            part = getattr(part, name)
        parts.append(f"{part:%d/%m/%Y}" if isinstance(part, date) else str(part or ""))
    return BETWEEN_PARTS.join(parts).removesuffix(BETWEEN_PARTS)
