"""Drawing a plan in any of the formats, and the work of the worker."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from planning.documents import xlsx
from planning.documents.archive import document_for, pdf_for
from planning.documents.fonts import FontIsMissing
from planning.documents.issued import DocumentIsDamaged
from planning.documents.model import PlanDocument
from planning.jobs.jobs import OPEN_STATES, JobState, PrintFormat, PrintJob
from planning.plans.plans import Plan

# Above this many rows of tables a document is drawn by the worker, not while a browser waits.
ROWS_IN_A_REQUEST = 300
ZIP_DAY = (1980, 1, 1, 0, 0, 0)

DRAWERS: dict[PrintFormat, Callable[[Plan], bytes]] = {
    PrintFormat.PDF: pdf_for,
    PrintFormat.XLSX: lambda plan: xlsx.draw(document_for(plan)),
}


class JobIsCancelled(Exception):
    """The person has called the job off."""


def is_long(document: PlanDocument) -> bool:
    """Whether drawing the document would keep a browser waiting."""
    return sum(len(table.rows) for table in document.appendices) > ROWS_IN_A_REQUEST


def drawn(plan: Plan, form: PrintFormat) -> tuple[str, bytes]:
    """The file name and the bytes of a plan in one format."""
    return f"{plan.slug}.{form.value}", DRAWERS[form](plan)


@task()
def draw_job(job_id: str) -> None:
    """Draw an ordered job plan by plan; between two plans it may be called off."""
    job = PrintJob.objects.defer("content").get(pk=job_id)
    if not _move(job, JobState.RUNNING):
        return
    try:
        name, content = _packed(job, list(_files(job)))
    except JobIsCancelled:
        return
    except FontIsMissing as error:
        _move(job, JobState.FAILED, failure=str(error)[:300])
    except DocumentIsDamaged as damage:
        _move(job, JobState.FAILED, failure=f"Bản lưu của kế hoạch số {damage.plan.reference} bị hỏng: {damage.what}.")
    except Exception:
        _move(job, JobState.FAILED, failure="Chương trình gặp lỗi khi in và đã ghi lại lỗi.")
        raise
    else:
        _move(job, JobState.DONE, file_name=name, content=content, done=job.total)


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
    if len(files) == 1:
        return files[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, ZIP_DAY), content, zipfile.ZIP_DEFLATED)
    return f"ke-hoach-{_day(job.at)}.zip", packed.getvalue()


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d-%H%M")
