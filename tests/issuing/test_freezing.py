"""A document is stored as plain values and comes back the same."""

import json
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from planning.documents import html
from planning.documents.assemble import assemble
from planning.documents.freezing import CannotBeFrozen, UnknownFormat, canonical, fingerprint, freeze, thaw
from planning.documents.model import Cell, Column, Leaf, Paragraph, PlanDocument, Row, RowKind, Table
from planning.plans.parts import Section
from planning.plans.plans import Issuing, Plan
from planning.text.binding import Run, State
from planning.text.outline import Level

UNUSUAL = PlanDocument(
    leaves=(
        Leaf(
            issuer=(),
            kind="",
            subject='Dấu “ngoặc”, "nháy", \\ và \u2028 dòng',
            paragraphs=(
                Paragraph(Level.PLAIN, "", ()),
                Paragraph(Level.PLUS, "+", (Run("…", State.BLANK, "a.b", "A"), Run("0", value=Decimal("-0.0"))), 7),
            ),
        ),
    ),
    appendices=(
        Table(
            key="x",
            title="",
            columns=(Column("n", ("a", "b"), "1=2+3", 4, is_number=True, adds=("p", "q")),),
            rows=(
                Row(RowKind.RATE, (Cell("1,10", Decimal("1.10")), Cell("", Decimal("1E+15"))), (0, 3)),
                Row(RowKind.WITHIN, ()),
            ),
            notes=("một", ""),
            zero="-",
        ),
    ),
    is_draft=True,
)


def through_a_file(document):
    return thaw(json.loads(json.dumps(freeze(document))))


def test_a_plan_comes_back_as_it_was(plan):
    document = assemble(plan)

    assert through_a_file(document) == document


def test_a_plan_issued_by_a_decision_comes_back_as_it_was(plan):
    plan.issuing = Issuing.BY_DECISION
    Section.objects.create(plan=plan, position=90, part=Section.Part.DECISION, body="Điều 1. Ban hành.")
    document = assemble(plan)

    assert len(document.leaves) == 2
    assert through_a_file(document) == document


def test_blanks_zeros_and_odd_signs_come_back_as_they_were():
    assert through_a_file(UNUSUAL) == UNUSUAL


def test_every_digit_of_a_figure_is_kept():
    value = through_a_file(UNUSUAL).appendices[0].rows[0].cells[0].value

    assert str(value) == "1.10"


def test_what_comes_back_is_drawn_with_the_same_markup(plan):
    document = assemble(plan)

    assert html.page_of(through_a_file(document)) == html.page_of(document)


def test_levels_and_states_come_back_as_what_they_are():
    paragraph = through_a_file(UNUSUAL).leaves[0].paragraphs[1]

    assert paragraph.level is Level.PLUS
    assert paragraph.runs[0].state is State.BLANK


def parts(value):
    """All frozen values within a document, by their kind."""
    if isinstance(value, tuple):
        for each in value:
            yield from parts(each)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from parts(getattr(value, field.name))


def test_the_unusual_document_holds_every_kind_of_part():
    kinds = {type(part) for part in parts(UNUSUAL)}

    assert kinds == {PlanDocument, Leaf, Paragraph, Run, Table, Column, Row, Cell}


def test_the_order_of_keys_does_not_change_the_fingerprint():
    value = freeze(UNUSUAL)
    turned = {"document": dict(reversed(value["document"].items())), "format": value["format"]}

    assert fingerprint(canonical(turned)) == fingerprint(canonical(value))


def test_one_changed_letter_changes_the_fingerprint():
    value = freeze(replace(UNUSUAL, is_draft=False))

    assert fingerprint(canonical(value)) != fingerprint(canonical(freeze(UNUSUAL)))


def test_what_an_earlier_program_stored_is_still_read():
    stored = Path(__file__).with_name("value-1.json").read_text(encoding="utf-8")

    assert thaw(json.loads(stored)) == UNUSUAL


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"format": 2, "document": {}},
        {"format": 1},
        {"format": 1, "document": {}},
        {"format": 1, "document": {"leaves": [], "something": 1}},
        {"format": 1, "document": {"leaves": 3}},
        {"format": 1, "document": {"leaves": [{"issuer": [], "kind": "", "subject": "", "paragraphs": [{}]}]}},
    ],
)
def test_what_is_no_document_is_refused(value):
    with pytest.raises(UnknownFormat):
        thaw(value)


def test_a_kind_of_value_without_a_form_is_not_stored_in_silence():
    with pytest.raises(CannotBeFrozen):
        freeze(replace(UNUSUAL, is_draft=1.5))


def test_the_plans_of_the_demonstration_come_back_as_they_were(db):
    call_command("load_demo", communes=0, stdout=StringIO())
    documents = [assemble(plan) for plan in Plan.objects.with_names()]

    assert len(documents) >= 3
    assert [through_a_file(document) for document in documents] == documents
