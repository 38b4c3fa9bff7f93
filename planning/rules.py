"""Rules of text and procedure: what must hold in every plan, whatever its figures."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from planning.documents.assemble import document_of
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation, cited
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.plans.registering import issuer_of
from planning.plans.tasks import tasks_of
from planning.review.problems import Problem, rule
from planning.text.binding import Run, State

# The screens where a problem is mended.
HEADER, SOURCES, TASKS = "plan-header", "source-list", "task-list"


def _where(reading: Reading, state: State) -> Iterator[tuple[str, Run, int]]:
    """Runs of the body in `state`, each with the heading it stands under and the position of its section."""
    heading = "Phần mở đầu"
    for paragraph in document_of(reading).paragraphs:
        if paragraph.is_title:
            heading = f"{paragraph.marker} {paragraph.text}"
        for run in paragraph.runs:
            if run.state is state:
                yield heading, run, paragraph.section


@rule
def every_quote_names_a_figure(reading: Reading) -> Iterator[Problem]:
    """A quote that names no figure would print as it was typed."""
    for place, run, section in _where(reading, State.UNKNOWN):
        words = f"Không có số liệu tên “{run.figure}”: {run.text}"
        yield Problem("unknown-figure", place, words, section=section)


@rule
def every_quoted_figure_is_known(reading: Reading) -> Iterator[Problem]:
    """A quoted figure that nobody has entered prints as a blank."""
    for place, run, section in _where(reading, State.BLANK):
        words = f"Chưa có số liệu “{run.label}”, bản in ghi dấu “…”."
        yield Problem("blank-figure", place, words, section=section)


@rule
def every_appendix_is_referred_to(reading: Reading) -> Iterator[Problem]:
    """The body must refer to each appendix (Decree 30/2020/NĐ-CP, Appendix I, part I, III.1)."""
    document = document_of(reading)
    body = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for table in document.appendices:
        if not re.search(rf"{re.escape(table.label)}\b", body):
            quote = f"{{{{ appendix.{table.key} }}}}"
            words = f"Lời văn chưa dẫn {table.label}; hãy dẫn bằng {quote}."
            yield Problem("appendix-not-cited", table.label, words, tab="plan")


@rule
def every_brace_belongs_to_a_quote(reading: Reading) -> Iterator[Problem]:
    """Half a quote would print as braces."""
    for paragraph in document_of(reading).paragraphs:
        words = "".join(run.text for run in paragraph.runs if run.state is State.PLAIN)
        if found := re.search(r"\{\{|\}\}|\{%|%\}", words):
            message = f"Còn dấu “{found[0]}” không thuộc số liệu nào."
            yield Problem("stray-brace", paragraph.text[:60], message, section=paragraph.section)


@rule
def every_title_has_words_under_it(reading: Reading) -> Iterator[Problem]:
    """A part or clause that only names itself has lost its content."""
    paragraphs = document_of(reading).paragraphs
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        if paragraph.is_title and (following is None or following.level <= paragraph.level):
            title = f"{paragraph.marker} {paragraph.text}"
            yield Problem("empty-title", title, "Đề mục chưa có nội dung.", section=paragraph.section)


@rule
def a_number_is_used_once(reading: Reading) -> Iterator[Problem]:
    """Another paper of the house with the plan's number in the same year: worth a look before it is signed.

    The register is every unit's to write to, so it warns and stops nobody.
    """
    plan = reading.plan
    if not (plan.number and plan.issued_on):
        return
    papers = LegalDocument.objects.filter(reference=plan.reference, issuer=issuer_of(plan))
    for paper in papers.filter(issued_on__year=plan.issued_on.year).exclude(issued_on=plan.issued_on):
        words = f"Danh mục đã có {paper} của cùng cơ quan."
        yield Problem("number-in-register", "Thể thức", words, is_note=True, tab=HEADER)


@rule
def an_action_plan_has_tasks(reading: Reading) -> Iterator[Problem]:
    """What an action plan is for."""
    if reading.plan.kind == PlanKind.ACTION and not reading.once(tasks_of):
        yield Problem("no-tasks", "Nhiệm vụ", "Chưa nhập nhiệm vụ nào; vào thẻ “Nhiệm vụ” để nhập.", tab=TASKS)


@rule
def every_leaf_has_words(reading: Reading) -> Iterator[Problem]:
    """A decision without articles, or a plan without text, decides nothing."""
    for leaf in document_of(reading).leaves:
        if not leaf.paragraphs:
            yield Problem("empty-leaf", leaf.kind.capitalize(), "Văn bản chưa có nội dung.", tab="plan")


@rule
def a_plan_says_who_receives_it(reading: Reading) -> Iterator[Problem]:
    """Decree 30/2020/NĐ-CP wants a list of recipients, the archive the last of them."""
    if not reading.plan.recipients.strip():
        yield Problem("no-recipients", "Thể thức", "Chưa ghi nơi nhận.", tab=HEADER)


@rule
def a_cited_document_says_what_it_is_about(reading: Reading) -> Iterator[Problem]:
    """The first citation gives the subject; a register entry without one prints short."""
    for citation in reading.once(cited):
        if citation.role == Citation.Role.BASIS and not citation.document.subject:
            words = f"{citation.document}: danh mục chưa có trích yếu."
            yield Problem("no-subject", "Căn cứ", words, is_note=True, tab=SOURCES)


@rule
def a_plan_rests_on_a_legal_basis(reading: Reading) -> Iterator[Problem]:
    """A plan without a basis cannot be issued."""
    if not any(citation.role == Citation.Role.BASIS for citation in reading.once(cited)):
        yield Problem("no-basis", "Căn cứ", "Kế hoạch chưa có văn bản căn cứ.", tab=SOURCES)


@rule
def no_basis_is_later_than_the_plan(reading: Reading) -> Iterator[Problem]:
    """A plan cannot rest on a document issued after it."""
    issued_on = reading.plan.issued_on
    if issued_on is None:
        return
    for citation in reading.once(cited):
        if citation.document.issued_on > issued_on:
            yield Problem("basis-later", "Căn cứ", f"{citation.document} ban hành sau kế hoạch.", tab=SOURCES)
