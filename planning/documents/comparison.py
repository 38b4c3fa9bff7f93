"""Two documents of a plan compared as they print: every figure and every line that is not the same."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from planning.documents.alignment import aligned
from planning.documents.changes import Comparison, FigureChange, WordChange
from planning.documents.model import Cell, Leaf, PlanDocument
from planning.documents.table_changes import absent, table_changes
from planning.formats import NotANumber, parse_number
from planning.text.binding import Run
from planning.text.outline import Line, numbered

MEASURED = re.compile(r"(?P<number>[+-]?[\d.,]*\d)\s*(?P<unit>.*)")
OPENING = "phần mở đầu"
# Figures that follow from the order of the text alone.
FOLLOWING = ("appendix.", "ref.")


class Placed(NamedTuple):
    """A paragraph's runs, and where it stands: `khoản 2 Mục III`."""

    place: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def compare(old: PlanDocument, new: PlanDocument) -> Comparison:
    """Every figure of text and appendices, and every line, in which `new` differs from `old`."""
    numbers = {run.figure for document in (old, new) for run in document.runs if run.value is not None}
    before, after = _paragraphs(old), _paragraphs(new)
    figures = list(_figure_changes(before, after, numbers))
    words = [*_line_changes(old, new), *_paragraph_changes(before, after, numbers)]
    for change in _appendix_changes(old, new):
        if isinstance(change, FigureChange):
            figures.append(change)
        else:
            words.append(change)
    return Comparison(tuple(figures), tuple(words))


def _paragraphs(document: PlanDocument) -> list[Placed]:
    """The paragraphs of all leaves with their places; of two leaves a place says which."""
    placed = []
    for leaf in document.leaves:
        kind = f" {leaf.kind.capitalize()}" if len(document.leaves) > 1 else ""
        lines = numbered(Line(paragraph.level, "") for paragraph in leaf.paragraphs)
        for line, paragraph in zip(lines, leaf.paragraphs, strict=True):
            place = f"{line.place or OPENING}{kind}"
            placed.append(Placed(f"{place[0].upper()}{place[1:]}", paragraph.runs))
    return placed


def _figure_changes(before: list[Placed], after: list[Placed], numbers: set[str]) -> Iterator[FigureChange]:
    """Each figure once for each way in which it was and is printed, with all the places where it stands."""
    old, new = _printed(before, numbers), _printed(after, numbers)
    for name in old | new:
        was, now = old.get(name, {}), new.get(name, {})
        gone, come = [text for text in was if text not in now], [text for text in now if text not in was]
        for former, present in zip_longest(gone, come, fillvalue=""):
            runs = now.get(present) or was[former]
            places = "; ".join(dict.fromkeys(place for place, _ in runs))
            yield replace(_changed(places, runs[0][1].label or name, former, present), of=name)


def _printed(paragraphs: list[Placed], numbers: set[str]) -> dict[str, dict[str, list[tuple[str, Run]]]]:
    """The places of each figure's runs, by the figure's name and by what is printed of it."""
    printed: dict[str, dict[str, list[tuple[str, Run]]]] = {}
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.figure in numbers:
                printed.setdefault(run.figure, {}).setdefault(run.text, []).append((paragraph.place, run))
    return printed


def _changed(place: str, label: str, old: str, new: str) -> FigureChange:
    was, unit = _measured(old)
    now, present_unit = _measured(new)
    if unit and present_unit and unit != present_unit:
        return FigureChange(place, label, "", Cell(old), Cell(new))
    return FigureChange(place, label, present_unit or unit, was, now)


def _measured(text: str) -> tuple[Cell, str]:
    """`1.303,5 triệu đồng` as its number and its unit; what is no number has no unit."""
    found = MEASURED.fullmatch(text)
    try:
        return (Cell(found["number"], parse_number(found["number"])), found["unit"]) if found else (Cell(text), "")
    except NotANumber:
        return Cell(text), ""


def _paragraph_changes(before: list[Placed], after: list[Placed], numbers: set[str]) -> Iterator[WordChange]:
    old, new = ([_masked(paragraph, numbers) for paragraph in side] for side in (before, after))
    for pair in aligned(old, new):
        was = None if pair.old is None else before[pair.old]
        now = None if pair.new is None else after[pair.new]
        if was and now and _masked(was, set()) == _masked(now, set()):
            continue
        only_figures = was is not None and now is not None and _masked(was, numbers) == _masked(now, numbers)
        place = now.place if now else was.place if was else ""
        yield WordChange(place, was.text if was else "", now.text if now else "", only_figures)


def _masked(paragraph: Placed, numbers: set[str]) -> str:
    """A paragraph's words, with names instead of `numbers` and of what follows from the order of the text."""
    return "".join(
        f"{{{run.figure}}}" if run.figure in numbers or run.figure.startswith(FOLLOWING) else run.text
        for run in paragraph.runs
    )


def _line_changes(old: PlanDocument, new: PlanDocument) -> Iterator[WordChange]:
    """Differences in what stands around the text: letterhead, title, bases, recipients, signature."""
    before, after = ({leaf.kind: leaf for leaf in document.leaves} for document in (old, new))
    for kind in before | after:
        nothing = Leaf((), "", "", ())
        was, now = _lines_of(before.get(kind, nothing)), _lines_of(after.get(kind, nothing))
        for place in was:
            lines, present = ([line.rstrip(" ;.") for line in side[place]] for side in (was, now))
            for pair in aligned(lines, present):
                texts = (
                    lines[pair.old] if pair.old is not None else "",
                    present[pair.new] if pair.new is not None else "",
                )
                if texts[0] != texts[1]:
                    yield WordChange(place, *texts)


def _lines_of(leaf: Leaf) -> dict[str, tuple[str, ...]]:
    lines = {
        "Cơ quan ban hành": leaf.issuer,
        "Số, ký hiệu": (leaf.reference,),
        "Địa danh, ngày ban hành": (leaf.dateline,),
        "Tên loại": (leaf.kind,),
        "Trích yếu": (leaf.subject,),
        "Kèm theo": (leaf.attached_to,),
        "Thẩm quyền ban hành": (leaf.enactor, leaf.enacts),
        "Căn cứ": leaf.bases,
        "Nơi nhận": leaf.recipients,
        "Thẩm quyền ký": leaf.signing,
        "Người ký": (leaf.signatory,),
    }
    return {place: tuple(line for line in texts if line) for place, texts in lines.items()}


def _appendix_changes(old: PlanDocument, new: PlanDocument) -> Iterator[FigureChange | WordChange]:
    before, after = ({table.key: table for table in document.appendices} for document in (old, new))
    for key, table in (before | after).items():
        yield from table_changes(before.get(key) or absent(table), after.get(key) or absent(table))
