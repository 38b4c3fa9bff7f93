"""From a plan's rows to its document: the one call behind screen, PDF and workbook."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import accumulate

from planning.documents.appendices import filled, tables_of
from planning.documents.model import Leaf, Paragraph, PlanDocument, Table
from planning.formats import long_date, roman
from planning.plans.parts import Citation, Section, cited, citing_names
from planning.plans.permissions import Status
from planning.plans.plans import AppendixStyle, Issuing, Plan
from planning.plans.reading import Reading
from planning.text.binding import bind, expand
from planning.text.figures import Figure, Wording, figures_of
from planning.text.outline import Numbered, numbered, parse

NOT_YET = "…"
END_MARK = "./."


def assemble(plan: Plan) -> PlanDocument:
    """Bind the plan's text and build its appendices from one reading of its rows."""
    return document_of(Reading(plan))


def document_of(reading: Reading) -> PlanDocument:
    """The document of a reading, assembled once however many checks and renderers ask for it."""
    return reading.made(_assembled)


def reading_with(plan: Plan, document: PlanDocument) -> Reading:
    """A reading whose document is the given one, whatever the rows say now."""
    reading = Reading(plan)
    reading.keep(_assembled, document)
    return reading


def quotable(reading: Reading) -> list[Figure]:
    """The figures an officer may quote in the plan's text, by name, those of its appendices included."""
    figures = reading.made(_figures)
    return [figures[name] for name in sorted(figures)]


def outlined(reading: Reading) -> list[tuple[Section, list[Numbered]]]:
    """Each section with its lines as they are numbered in print, those of quoted passages among them."""
    return reading.made(_lines)


def _tables(reading: Reading) -> tuple[Table, ...]:
    return _labelled(reading.plan, reading.made(tables_of))


def _lines(reading: Reading) -> list[tuple[Section, list[Numbered]]]:
    """Each section with its lines, numbered on from the section before; a decision is numbered apart."""
    figures = reading.made(_own_figures)
    result = []
    for part in Section.Part:
        sections = [section for section in reading.plan.sections.all() if section.part == part]
        parsed = [parse(expand(section.body, figures)) for section in sections]
        lines = iter(numbered([line for section_lines in parsed for line in section_lines]))
        result += [
            (section, [next(lines) for _ in section_lines])
            for section, section_lines in zip(sections, parsed, strict=True)
        ]
    return result


def _own_figures(reading: Reading) -> dict[str, Figure]:
    return figures_of(reading) | _appendix_names(reading.made(_tables))


def _figures(reading: Reading) -> dict[str, Figure]:
    """All figures, the places of named lines (`ref.<name>`) among them."""
    places = {}
    for _, lines in reading.made(_lines):
        for line in lines:
            if line.line.anchor:
                name = f"ref.{line.line.anchor}"
                places[name] = Wording(name, line.line.text[:60], line.place)
    return reading.made(_own_figures) | places


def _assembled(reading: Reading) -> PlanDocument:
    plan = reading.plan
    by_decision = plan.issuing == Issuing.BY_DECISION
    document = PlanDocument(
        leaves=_decided(reading) if by_decision else (_plan_leaf(reading),),
        appendices=reading.made(_tables),
        is_draft=plan.status == Status.DRAFT,
        mark=plan.unit.sample_mark,
    )
    return replace(document, appendices=filled(reading, document))


def _plan_leaf(reading: Reading) -> Leaf:
    plan = reading.plan
    return Leaf(
        issuer=_issuer(plan),
        kind=plan.document_name.upper(),
        subject=plan.subject,
        paragraphs=_paragraphs(reading, Section.Part.PLAN),
        reference=f"Số: {plan.reference}",
        dateline=f"{plan.place}, {_date_words(plan.issued_on)}",
        bases=_bases(reading.once(cited)),
        recipients=tuple(line.strip() for line in plan.recipients.splitlines() if line.strip()),
        signing=(plan.authority, *plan.capacity.splitlines()),
        signatory=plan.signatory,
    )


def _decided(reading: Reading) -> tuple[Leaf, Leaf]:
    """The decision, which bears number, date, bases and signature, and the plan that comes with it."""
    plan, own = reading.plan, _plan_leaf(reading)
    decision = replace(
        own,
        kind="QUYẾT ĐỊNH",
        subject=f"Về việc ban hành {plan.document_name} {plan.subject[:1].lower()}{plan.subject[1:]}",
        paragraphs=_paragraphs(reading, Section.Part.DECISION),
        enactor=f"ỦY BAN NHÂN DÂN {plan.unit.full_name.upper()}",
        enacts="QUYẾT ĐỊNH:",
    )
    attached = Leaf(own.issuer, own.kind, own.subject, own.paragraphs, attached_to=_attachment(plan))
    return decision, attached


def _issuer(plan: Plan) -> tuple[str, ...]:
    return ("ỦY BAN NHÂN DÂN", plan.unit.full_name.upper())


def _attachment(plan: Plan) -> str:
    kind = "Quyết định" if plan.issuing == Issuing.BY_DECISION else plan.document_name
    issued = f"số {plan.reference} {_date_words(plan.issued_on)}"
    return f"(Kèm theo {kind} {issued} của Ủy ban nhân dân {plan.unit.full_name})"


def _date_words(day: date | None) -> str:
    return long_date(day) if day else f"ngày {NOT_YET} tháng {NOT_YET} năm {NOT_YET}"


def _labelled(plan: Plan, tables: list[Table]) -> tuple[Table, ...]:
    attached, scope = _attachment(plan), f"{plan.unit.code} - {plan.unit.full_name}"
    firsts = accumulate((len(table.pictures) for table in tables), initial=1)
    numbered_tables = enumerate(zip(tables, firsts, strict=False), start=1)
    return tuple(
        replace(
            table,
            label=_label(plan, place, len(tables)),
            attached_to=attached,
            scope=scope,
            first_picture=first,
        )
        for place, (table, first) in numbered_tables
    )


def _label(plan: Plan, place: int, count: int) -> str:
    if plan.appendix_style == AppendixStyle.LAW:
        return f"Phụ lục {roman(place)}" if count > 1 else "Phụ lục"
    return f"{AppendixStyle(plan.appendix_style).word} {place:02}"


def _appendix_names(appendices: tuple[Table, ...]) -> dict[str, Figure]:
    names = [Wording(f"appendix.{table.key}", table.title, table.label) for table in appendices]
    return {name.name: name for name in names}


def _bases(citations: list[Citation]) -> tuple[str, ...]:
    """`Căn cứ …;` for each basis, the proposal last, the last line ended by a full stop."""
    lines = [f"Căn cứ {c.document.full_citation}" for c in citations if c.role == Citation.Role.BASIS]
    lines += [
        f"Theo đề nghị của {c.document.issuer} tại {c.document.short_citation} {long_date(c.document.issued_on)}"
        for c in citations
        if c.role == Citation.Role.PROPOSAL
    ]
    return tuple(f"{line};" for line in lines[:-1]) + tuple(f"{line}." for line in lines[-1:])


def _paragraphs(reading: Reading, part: Section.Part) -> tuple[Paragraph, ...]:
    """Bind the lines of a part; a document among the bases has been cited in full already."""
    figures: Mapping[str, Figure] = reading.made(_figures)
    mentioned = {name for citation, name in reading.made(citing_names) if citation.role != Citation.Role.MENTION}
    paragraphs = [
        Paragraph(line.level, marker, bind(line.text, figures, mentioned), section.position)
        for section, lines in reading.made(_lines)
        if section.part == part
        for marker, line, _ in lines
    ]
    return tuple(_ended(paragraphs))


def _ended(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Close the body with `./.` as Vietnamese documents do, whatever stop the last line has."""
    if not paragraphs:
        return paragraphs
    last = paragraphs[-1]
    *runs, end = last.runs
    closed = replace(end, text=end.text.rstrip(" ./") + END_MARK)
    return [*paragraphs[:-1], replace(last, runs=(*runs, closed))]
