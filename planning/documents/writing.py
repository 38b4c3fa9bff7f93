"""What whoever writes a section is told of its plan: the figures with their values, and where numbering begins."""

from dataclasses import dataclass, field
from typing import NamedTuple

from planning.documents.assemble import document_of, outlined, quotable
from planning.documents.model import Paragraph
from planning.plans.parts import Section
from planning.plans.plans import Issuing
from planning.plans.reading import Reading
from planning.text.binding import bind, expand
from planning.text.figures import Amount, Figure, Form, Passage, Quantity, Wording
from planning.text.outline import counts_after

PLACE = "ref."


@dataclass(frozen=True)
class Told:
    """A figure as the editor offers it: `forms` gives its words by the form asked for, "" being the usual one.

    `source` is the text a passage stands for, with its quotes, so that its lines can be counted.
    """

    label: str
    forms: dict[str, str] = field(default_factory=dict)
    is_blank: bool = False
    is_place: bool = False
    source: str | None = None


class Part(NamedTuple):
    """A part of the printed text: its name, and its sections in order."""

    name: str
    sections: list[tuple[Section, list[Paragraph]]]


def figures_told(reading: Reading, section: Section) -> dict[str, Told]:
    """What a sentence of `section` may quote, by name; its own named lines are the writer's to follow."""
    figures = {figure.name: figure for figure in quotable(reading)}
    own = {f"{PLACE}{line.line.anchor}" for each, lines in outlined(reading) if each == section for line in lines}
    return {name: _told(figure, figures) for name, figure in figures.items() if name not in own}


def numbering_start(reading: Reading, section: Section) -> list[int]:
    """How far each level has counted before `section`, from the top level down."""
    before = [
        numbered.line
        for each, lines in outlined(reading)
        if each.part == section.part and each.position < section.position
        for numbered in lines
    ]
    return list(counts_after(before).values())


def parts_of(reading: Reading) -> list[Part]:
    """The parts that print, each with its sections and their paragraphs; a section may be empty."""
    paragraphs: dict[int, list[Paragraph]] = {}
    for paragraph in document_of(reading).paragraphs:
        paragraphs.setdefault(paragraph.section, []).append(paragraph)
    prints = list(Section.Part) if reading.plan.issuing == Issuing.BY_DECISION else [Section.Part.PLAN]
    return [
        Part(
            reading.plan.document_name if part == Section.Part.PLAN else part.label,
            [(each, paragraphs.get(each.position, [])) for each, _ in outlined(reading) if each.part == part],
        )
        for part in prints
    ]


def as_read(reading: Reading, line: str) -> str:
    """A line of an outline with the figures it quotes as they print in this plan."""
    figures = {figure.name: figure for figure in quotable(reading)}
    return "".join(run.text for run in bind(expand(line, figures), figures))


def _told(figure: Figure, figures: dict[str, Figure]) -> Told:
    if isinstance(figure, Passage):
        return Told(figure.label, {"": _said(figure, figures)}, source=figure.source)
    forms = {"": figure.text()} | {form.value: figure.text(form) for form in _forms(figure)}
    is_place = isinstance(figure, Wording) and figure.name.startswith(PLACE)
    return Told(figure.label, forms, figure.value is None, is_place)


def _forms(figure: Figure) -> list[Form]:
    if isinstance(figure, Amount):
        return list(Form)
    return [Form.BARE] if isinstance(figure, Quantity) else []


def _said(passage: Passage, figures: dict[str, Figure]) -> str:
    """A passage with the figures in it, line by line."""
    lines = expand(passage.source, figures).splitlines()
    return "\n".join("".join(run.text for run in bind(line, figures)) for line in lines)
