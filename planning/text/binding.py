"""Binding: the quotes in a text give way to the figures they name; what names nothing stays seen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planning.text.figures import FORMS, Amount, Citing, Figure, Passage, Quantity

QUOTE = re.compile(r"\{\{\s*(?P<name>[^{}|]*?)\s*(?:\|\s*(?P<form>[^{}|]*?)\s*)?\}\}")


class State(StrEnum):
    PLAIN = "plain"
    BOUND = "bound"
    BLANK = "blank"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph: plain words, or one figure as printed with its name and value.

    `state` is BLANK where the figure has no value yet, UNKNOWN where the quote names no figure or form.
    """

    text: str
    state: State = State.PLAIN
    figure: str = ""
    label: str = ""
    value: Decimal | None = None


def expand(source: str, figures: Mapping[str, Figure]) -> str:
    """Put the words of each quoted passage in its place; other quotes stay."""

    def words(quote: re.Match[str]) -> str:
        figure = figures.get(quote["name"])
        return figure.source if isinstance(figure, Passage) else quote[0]

    return QUOTE.sub(words, source)


def bind(text: str, figures: Mapping[str, Figure], mentioned: set[str] | None = None) -> tuple[Run, ...]:
    """Cut a paragraph into runs, each quote drawn from the figure it names.

    `mentioned` holds the documents cited so far, by name, and gains those this paragraph cites.
    """
    mentioned = set() if mentioned is None else mentioned
    runs, end = [], 0
    for quote in QUOTE.finditer(text):
        runs.append(Run(text[end : quote.start()]))
        runs.append(_bound(quote, figures, mentioned))
        end = quote.end()
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text)


def _bound(quote: re.Match[str], figures: Mapping[str, Figure], mentioned: set[str]) -> Run:
    name, form = quote["name"], quote["form"]
    figure = figures.get(name)
    if isinstance(figure, Citing) and not form:
        words = figure.short if name in mentioned else figure.full
        mentioned.add(name)
        return Run(words, State.BOUND, name, figure.label)
    if figure is None or isinstance(figure, Passage) or (form and form not in FORMS):
        return Run(quote[0], State.UNKNOWN, name)
    value = figure.value if isinstance(figure, Amount | Quantity) else None
    state = State.BLANK if figure.value is None else State.BOUND
    return Run(figure.text(FORMS.get(form)), state, name, figure.label, value)
