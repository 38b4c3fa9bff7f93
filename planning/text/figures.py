"""The figures a sentence may quote by name, and the registry into which each app brings its own.

Amount and Quantity are numbers, Wording is a name or date, Passage is a run of words made of other figures.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planning.formats import MoneyUnit, amount, number
from planning.plans.reading import Reading

UNKNOWN = "…"


class Form(StrEnum):
    """How a quote asks for its figure: {{ budget.total | tỷ }}; `số` leaves the unit away."""

    DONG = "đồng"
    MILLION = "triệu"
    BILLION = "tỷ"
    BARE = "số"


FORMS = {form.value: form for form in Form}
FORM_UNITS = {Form.DONG: MoneyUnit.DONG, Form.MILLION: MoneyUnit.MILLION, Form.BILLION: MoneyUnit.BILLION}


@dataclass(frozen=True)
class Amount:
    """Money, in đồng; shown in `unit` with at least so many `decimals`, unless a quote asks for another unit."""

    name: str
    label: str
    value: Decimal | None
    unit: MoneyUnit
    decimals: int = 0

    def text(self, form: Form | None = None) -> str:
        if self.value is None:
            return UNKNOWN
        unit = FORM_UNITS.get(form, self.unit) if form else self.unit
        shown = amount(self.value, unit, self.decimals if unit is self.unit else 0)
        return shown if form is Form.BARE else f"{shown} {unit.label}"


@dataclass(frozen=True)
class Quantity:
    """A count or a rate with the indicator's own number of decimals and unit of measure."""

    name: str
    label: str
    value: Decimal | None
    decimals: int
    unit: str

    def text(self, form: Form | None = None) -> str:
        if self.value is None:
            return UNKNOWN
        shown = number(self.value, self.decimals)
        if form is Form.BARE or not self.unit:
            return shown
        return f"{shown}%" if self.unit == "%" else f"{shown} {self.unit}"


@dataclass(frozen=True)
class Wording:
    """A name, a date or a reference: bound like a figure, though no number."""

    name: str
    label: str
    words: str

    @property
    def value(self) -> str | None:
        return self.words or None

    def text(self, form: Form | None = None) -> str:
        return self.words or UNKNOWN


@dataclass(frozen=True)
class Citing:
    """A document: cited in full where it is first mentioned, by kind and number after that."""

    name: str
    label: str
    full: str
    short: str

    @property
    def value(self) -> str:
        return self.short

    def text(self, form: Form | None = None) -> str:
        return self.short


@dataclass(frozen=True)
class Passage:
    """Words that follow the figures: text, with quotes in it, of which a plan's own text is then made."""

    name: str
    label: str
    source: str


Figure = Amount | Quantity | Wording | Citing | Passage
Provider = Callable[[Reading], Iterable[Figure]]
_providers: list[Provider] = []


class FigureIsNamedTwice(LookupError):
    """Two apps bring a figure of the same name."""


def provides_figures(provider: Provider) -> Provider:
    """Register a function that yields the figures it has for a reading of a plan."""
    _providers.append(provider)
    return provider


def figures_of(reading: Reading) -> dict[str, Figure]:
    """All figures of a plan by name."""
    figures: dict[str, Figure] = {}
    for provider in _providers:
        for figure in provider(reading):
            if figure.name in figures:
                raise FigureIsNamedTwice(figure.name)
            figures[figure.name] = figure
    return figures
