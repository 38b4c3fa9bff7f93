"""Quotes in a text give way to figures; what names nothing stays seen."""

from decimal import Decimal

import pytest

from planning.formats import MoneyUnit
from planning.text import figures as registry
from planning.text.binding import State, bind, expand
from planning.text.figures import Amount, FigureIsNamedTwice, Passage, Quantity, Wording, figures_of

FIGURES = {
    "budget.total": Amount("budget.total", "Tổng kinh phí", Decimal(365_665_000_000), MoneyUnit.MILLION),
    "budget.credit": Amount("budget.credit", "Vốn tín dụng", None, MoneyUnit.MILLION),
    "rate": Quantity("rate", "Tỷ lệ", Decimal("33.5"), 2, "%"),
    "points": Quantity("points", "Mức giảm", Decimal("2.21"), 2, "điểm %"),
    "unknown": Quantity("unknown", "Chưa biết", None, 0, "hộ"),
    "bare": Quantity("bare", "Số", Decimal(7), 0, ""),
    "unit.name": Wording("unit.name", "Đơn vị", "xã Ba Dinh"),
    "nobody": Wording("nobody", "Người ký", ""),
    "money": Passage("money", "Kinh phí", "tổng {{ budget.total }}"),
}


def text_of(source):
    return "".join(run.text for run in bind(source, FIGURES))


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        ("{{ budget.total }}", "365.665 triệu đồng"),
        ("{{budget.total|tỷ}}", "365,665 tỷ đồng"),
        ("{{ budget.total | đồng }}", "365.665.000.000 đồng"),
        ("{{ budget.total | số }}", "365.665"),
        ("{{ rate }}", "33,50%"),
        ("{{ rate | số }}", "33,50"),
        ("{{ points }}", "2,21 điểm %"),
        ("{{ bare }}", "7"),
        ("{{ unit.name }}", "xã Ba Dinh"),
    ],
)
def test_a_figure_is_printed_in_the_form_asked_for(quoted, printed):
    assert text_of(f"Là {quoted}.") == f"Là {printed}."


def test_a_run_keeps_the_name_and_the_value_of_its_figure():
    run = bind("{{ budget.total | tỷ }}", FIGURES)[0]

    assert (run.state, run.figure, run.value) == (State.BOUND, "budget.total", Decimal(365_665_000_000))


@pytest.mark.parametrize("quoted", ["{{ budget.credit }}", "{{ unknown }}", "{{ nobody }}"])
def test_a_figure_without_a_value_is_a_seen_blank_and_not_a_zero(quoted):
    run = bind(quoted, FIGURES)[0]

    assert (run.text, run.state) == ("…", State.BLANK)


@pytest.mark.parametrize("quoted", ["{{ nowhere }}", "{{ budget.total | yên }}", "{{ }}", "{{ money }}"])
def test_a_quote_that_names_nothing_stays_as_typed(quoted):
    run = bind(f"x {quoted}", FIGURES)[1]

    assert (run.text, run.state) == (quoted, State.UNKNOWN)


def test_a_passage_gives_its_words_and_the_figures_in_them_are_bound():
    assert text_of(expand("Gồm {{ money }}; {{ rate }}.", FIGURES)) == "Gồm tổng 365.665 triệu đồng; 33,50%."


def test_two_apps_cannot_bring_one_name(monkeypatch):
    twice = [lambda reading: [FIGURES["rate"]], lambda reading: [FIGURES["rate"]]]
    monkeypatch.setattr(registry, "_providers", twice)

    with pytest.raises(FigureIsNamedTwice):
        figures_of(None)
