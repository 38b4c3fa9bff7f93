"""Formulas of forms: what they come to, and what is refused in words."""

from decimal import Decimal

import pytest

from planning.official.formulas import BadFormula, Reference, parse, worked_out

NAMES = {"c1": Decimal(3), "c2": Decimal(4), "zero": Decimal(0), "blank": None}


def result(text, **more):
    return worked_out(parse(text), lambda term: NAMES.get(term), **more)


@pytest.mark.parametrize(
    ("text", "comes_to"),
    [
        ("c1+c2", "7"),
        ("c1 - c2", "-1"),
        ("c1−c2", "-1"),
        ("c1*c2", "12"),
        ("c1×c2", "12"),
        ("c1/c2*100", "75"),
        ("c1:c2", "0.75"),
        ("(c1+c2)*2", "14"),
        ("c1+c2*2", "11"),
        ("c1*0,5", "1.5"),
        ("c1*0.5", "1.5"),
        ("c1*1000", "3000"),
        ("zero", "0"),
        ("zero/c1", "0"),
        ("c1+zero", "3"),
        ("c1/zero", None),
        ("zero/zero", None),
        ("blank", None),
        ("c1+blank", None),
        ("c1-blank", None),
        ("blank*zero", None),
        ("c1/blank", None),
    ],
)
def test_a_formula_comes_to(text, comes_to):
    assert result(text) == (None if comes_to is None else Decimal(comes_to))


@pytest.mark.parametrize(
    ("text", "comes_to"),
    [
        ("c1+blank", "3"),
        ("blank+c2", "4"),
        ("blank+blank", None),
        ("c1-blank", "3"),
        ("blank-c1", None),
        ("blank+zero", "0"),
        ("c1*blank", None),
        ("c1/blank", None),
        ("c1/(c2+blank)*100", "75"),
    ],
)
def test_where_sums_skip_blanks_only_sums_do(text, comes_to):
    assert result(text, skips_blanks=True) == (None if comes_to is None else Decimal(comes_to))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c1+",
        "(c1",
        "c1 c2",
        "-c1",
        "c1**c2",
        "c1//c2",
        "c1(c2)",
        "c1 if c2 else 3",
        "__import__",
        "c1.real",
        "C1+c2",
        "c1%c2",
        "'a'",
        "[indicator:a",
        "(" * 250 + "c1" + ")" * 250,
    ],
)
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(BadFormula) as refusal:
        parse(text)

    assert str(refusal.value).startswith("Công thức “")


def test_a_number_that_could_be_two_is_refused():
    with pytest.raises(BadFormula) as refusal:
        parse("c1*1.000")

    assert str(refusal.value) == "Số “1.000” hiểu được hai cách; viết 1000 nếu là hàng nghìn."


def test_figures_elsewhere_stand_in_brackets():
    formula = parse("[budget:paid/DA2.1/central] * 100 / c1")

    assert formula.references == ("budget:paid/DA2.1/central",)
    assert formula.names == ("c1",)
    assert worked_out(formula, {Reference("budget:paid/DA2.1/central"): Decimal(6), "c1": Decimal(3)}.get) == 200


@pytest.mark.parametrize(
    ("text", "adds"),
    [("c1+c2+c3", ("c1", "c2", "c3")), ("c1", ()), ("c1+c1", ()), ("c1-c2", ()), ("c1+2", ()), ("c1+c2*c3", ())],
)
def test_a_plain_sum_is_known_as_one(text, adds):
    assert parse(text).added == adds
