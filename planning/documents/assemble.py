"""From a plan's rows to its document: the one call behind screen, PDF and workbook."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from planning.documents.appendices import tables_of
from planning.documents.model import Paragraph, PlanDocument, Table
from planning.figures import cited
from planning.formats import long_date, roman
from planning.plans.plans import Citation, Plan
from planning.plans.reading import Reading
from planning.text.binding import bind, expand
from planning.text.figures import Figure, Wording, figures_of
from planning.text.outline import numbered, parse

NOT_YET = "…"
END_MARK = "./."


def assemble(plan: Plan) -> PlanDocument:
    """Bind the plan's text and build its appendices from one reading of its rows."""
    return document_of(Reading(plan))


def document_of(reading: Reading) -> PlanDocument:
    """The document of a reading, assembled once however many checks and renderers ask for it."""
    return reading.made(_assembled)


def quotable(reading: Reading) -> list[Figure]:
    """The figures an officer may quote in the plan's text, by name, those of its appendices included."""
    figures = reading.made(_figures)
    return [figures[name] for name in sorted(figures)]


def _tables(reading: Reading) -> tuple[Table, ...]:
    return _labelled(reading.plan, tables_of(reading))


def _figures(reading: Reading) -> dict[str, Figure]:
    return figures_of(reading) | _appendix_names(reading.made(_tables))


def _assembled(reading: Reading) -> PlanDocument:
    plan = reading.plan
    return PlanDocument(
        issuer=("ỦY BAN NHÂN DÂN", plan.unit.full_name.upper()),
        reference=f"Số: {plan.reference}",
        dateline=f"{plan.place}, {_date_words(plan.issued_on)}",
        kind="KẾ HOẠCH",
        subject=plan.subject,
        bases=_bases(reading.once(cited)),
        paragraphs=_paragraphs(plan, reading.made(_figures)),
        recipients=tuple(line.strip() for line in plan.recipients.splitlines() if line.strip()),
        signing=(plan.authority, *plan.capacity.splitlines()),
        signatory=plan.signatory,
        appendices=reading.made(_tables),
    )


def _date_words(day: date | None) -> str:
    return long_date(day) if day else f"ngày {NOT_YET} tháng {NOT_YET} năm {NOT_YET}"


def _labelled(plan: Plan, tables: list[Table]) -> tuple[Table, ...]:
    attached = (
        f"(Kèm theo Kế hoạch số {plan.reference} {_date_words(plan.issued_on)} "
        f"của Ủy ban nhân dân {plan.unit.full_name})"
    )
    scope = f"{plan.unit.code} - {plan.unit.full_name}"
    several = len(tables) > 1
    return tuple(
        replace(
            table,
            label=f"Phụ lục {roman(position)}" if several else "Phụ lục",
            attached_to=attached,
            scope=scope,
        )
        for position, table in enumerate(tables, start=1)
    )


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


def _paragraphs(plan: Plan, figures: Mapping[str, Figure]) -> tuple[Paragraph, ...]:
    """Number the sections as one text, then bind each line."""
    places, lines = [], []
    for section in plan.sections.all():
        parsed = parse(expand(section.body, figures))
        lines += parsed
        places += [section.position] * len(parsed)
    paragraphs = [
        Paragraph(line.level, marker, bind(line.text, figures), place)
        for place, (marker, line) in zip(places, numbered(lines), strict=True)
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
