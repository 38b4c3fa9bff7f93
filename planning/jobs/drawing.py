"""Drawing a plan in any of the formats, and the work of the worker."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from planning.documents import docx, xlsx
from planning.documents.archive import document_for, pdf_for, stored
from planning.documents.bundle import bundle
from planning.documents.fonts import FontIsMissing
from planning.documents.issued import DocumentIsDamaged
from planning.documents.model import PlanDocument
from planning.documents.packages import packed
from planning.jobs.jobs import OPEN_STATES, JobState, PrintFormat, PrintJob
from planning.plans.plans import Plan

# Above this many rows of tables a document is drawn by the worker, not while a browser waits.
ROWS_IN_A_REQUEST = 300
# A picture takes about as long to draw as so many rows.
ROWS_OF_A_PICTURE = 75


class JobIsCancelled(Exception):
    """The person has called the job off."""


class NothingIsLeft(Exception):
    """None of the ordered plans can be seen by the person any more."""


def is_long(document: PlanDocument) -> bool:
    """Whether drawing the document would keep a browser waiting."""
    rows = sum(len(table.rows) + ROWS_OF_A_PICTURE * len(table.pictures) for table in document.appendices)
    return rows > ROWS_IN_A_REQUEST


def drawn(plan: Plan, form: PrintFormat) -> tuple[str, bytes]:
    """The file name and the bytes of a plan in one format; of an issued plan, of what was signed.

    Raises DocumentIsDamaged and FontIsMissing.
    """
    return f"{plan.slug}.{form.value}", _content(plan, form)


def _content(plan: Plan, form: PrintFormat) -> bytes:
    if form is PrintFormat.PDF:
        return pdf_for(plan)
    document = document_for(plan)
    if form is PrintFormat.DOCX:
        return docx.draw(document)
    if form is PrintFormat.XLSX:
        return xlsx.draw(document)
    return bundle(document, plan.slug, signed=pdf_for(plan) if stored(plan) else None)


@task()
def draw_job(job_id: str) -> None:
    """Draw an ordered job plan by plan; between two plans it may be called off."""
    job = PrintJob.objects.defer("content").get(pk=job_id)
    if not _move(job, JobState.RUNNING):
        return
    try:
        files = list(_files(job))
        name, content = _packed(job, files)
    except (JobIsCancelled, NothingIsLeft) as ended:
        _move(job, JobState.FAILED, failure=str(ended))
        return
    except FontIsMissing as error:
        _move(job, JobState.FAILED, failure=str(error)[:300])
    except DocumentIsDamaged as damage:
        _move(job, JobState.FAILED, failure=f"Bản lưu của văn bản số {damage.plan.reference} bị hỏng: {damage.what}.")
    except Exception:
        _move(job, JobState.FAILED, failure="Chương trình gặp lỗi khi in và đã ghi lại lỗi.")
        raise
    else:
        left = job.total - len(files)
        told = (
            f"{left} văn bản không còn hoặc không còn trong phạm vi của bạn, nên không có trong tệp." if left else ""
        )
        _move(job, JobState.DONE, file_name=name, content=content, done=job.total, failure=told)


def _move(job: PrintJob, state: JobState, **more: object) -> bool:
    """Bring an open job into `state`; False when it has been called off meanwhile."""
    open_job = PrintJob.objects.filter(pk=job.pk, state__in=OPEN_STATES)
    return open_job.update(state=state, **more) == 1


def _files(job: PrintJob) -> Iterator[tuple[str, bytes]]:
    form = PrintFormat(job.format)
    for count, slug in enumerate(job.slugs, start=1):
        if not _move(job, JobState.RUNNING, done=count - 1):
            raise JobIsCancelled
        # What the person may see is asked again: a post may have ended since the order.
        plan = Plan.objects.visible_to(job.by).with_names().filter(slug=slug).first()
        if plan is not None:
            yield drawn(plan, form)


def _packed(job: PrintJob, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """One file as it is, several as a zip."""
    if not files:
        raise NothingIsLeft("Các văn bản đã chọn không còn hoặc không còn trong phạm vi của bạn.")
    if len(files) == 1:
        return files[0]
    return f"ke-hoach-{_day(job.at)}.zip", packed(files)


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d-%H%M")
