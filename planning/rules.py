"""Rules of text and procedure: what must hold in every plan and every report, whatever its figures."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from planning.documents.assemble import document_of
from planning.formats import number, same_words, short_date
from planning.plans.legal import LegalDocument
from planning.plans.parts import Citation, cited
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.plans.registering import issuer_of
from planning.plans.tasks import tasks_of
from planning.reports.senders import senders_of, unsent_of
from planning.review.problems import Problem, rule
from planning.text.binding import Run, State
from planning.text.instructions import asked_in
from planning.text.outline import Level
from planning.text.templates import headings_of_template
from planning.text.typed import typed_beside

# The screens where a problem is mended.
HEADER, SOURCES, TASKS = "plan-header", "source-list", "task-list"
PERIOD = "Kỳ báo cáo"


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
def the_headings_of_the_template_stand(reading: Reading) -> Iterator[Problem]:
    """A report that has lost a heading misses what its readers look for; whoever left it out on purpose signs so."""
    if not reading.plan.is_report:
        return
    there = {
        same_words(paragraph.text) for paragraph in document_of(reading).paragraphs if paragraph.level < Level.POINT
    }
    for title in headings_of_template(reading.plan):
        if same_words(title) not in there:
            words = f"Lời văn không còn đề mục “{title}” của mẫu báo cáo."
            yield Problem("lost-heading", "Bố cục", words, is_note=True, tab="plan")


@rule
def figures_are_quoted_not_typed(reading: Reading) -> Iterator[Problem]:
    """A number typed beside a figure stays as it is when the figure moves."""
    paragraphs = document_of(reading).paragraphs
    for paragraph, found in zip(paragraphs, typed_beside(each.runs for each in paragraphs), strict=True):
        for typed in found:
            told = f"số liệu “{typed.figure.label}” là {typed.figure.text}"
            end = "nên dẫn số liệu thay cho số gõ" if typed.is_same else "hãy sửa, hoặc dẫn số liệu thay cho số gõ"
            words = f"Lời văn gõ {typed.text}; {told}: {end}."
            yield Problem("typed-number", paragraph.text[:60], words, is_note=True, section=paragraph.section)


@rule
def what_only_people_know_is_written(reading: Reading) -> Iterator[Problem]:
    """Causes, difficulties and proposals follow from no figure; where they belong the text asks for them."""
    heading = "Phần mở đầu"
    for paragraph in document_of(reading).paragraphs:
        if paragraph.is_title:
            heading = f"{paragraph.marker} {paragraph.text}"
        if asked := asked_in(paragraph.text):
            yield Problem("to-be-written", heading, f"Chưa viết: {asked}.", section=paragraph.section)


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
    """A plan without a basis cannot be issued; a report says in its first line which plans it reports on."""
    if reading.plan.is_report:
        return
    if not any(citation.role == Citation.Role.BASIS for citation in reading.once(cited)):
        yield Problem("no-basis", "Căn cứ", "Kế hoạch chưa có văn bản căn cứ.", tab=SOURCES)


@rule
def no_basis_is_later_than_the_plan(reading: Reading) -> Iterator[Problem]:
    """Nothing rests on a document issued after it."""
    issued_on = reading.plan.issued_on
    if issued_on is None:
        return
    for citation in reading.once(cited):
        if citation.document.issued_on > issued_on:
            words = f"{citation.document} ban hành sau {reading.plan.document_name.lower()}."
            yield Problem("basis-later", "Căn cứ", words, tab=SOURCES)


@rule
def all_units_below_have_sent(reading: Reading) -> Iterator[Problem]:
    """A report may be signed while communes are late, but whoever signs should know."""
    asked, unsent = reading.once(senders_of).asked, reading.once(unsent_of)
    if missing := len(unsent.units):
        words = f"Còn {number(missing)} trong số {number(asked)} đơn vị cấp dưới chưa gửi báo cáo: {unsent.names}."
        yield Problem("not-sent", PERIOD, words, is_note=True)


@rule
def the_figures_of_a_report_are_final(reading: Reading) -> Iterator[Problem]:
    """Annual reports are due before the year ends: what is estimated, or may still change, is known to the signer."""
    report, period = reading.plan, reading.plan.period
    if period is None:
        return
    if report.issued_on and report.issued_on < period.ends_on:
        words = f"Báo cáo ghi ngày trước ngày cuối kỳ ({short_date(period.ends_on)}); số liệu cả kỳ là ước thực hiện."
        yield Problem("before-the-end", PERIOD, words, is_note=True, tab=HEADER)
    if period.locked_at is None:
        yield Problem("not-locked", PERIOD, "Kỳ báo cáo chưa khóa; số liệu còn có thể thay đổi.", is_note=True)
