"""Ordering a printing job and calling it off."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from planning.jobs.drawing import draw_job
from planning.jobs.jobs import JobState, PrintFormat, PrintJob
from planning.people.users import User
from planning.plans.plans import Plan

KEPT_FOR = timedelta(days=7)
MOST_PLANS = 200


class NothingToPrint(ValueError):
    """None of the plans asked for is one the person may see."""


class TooManyPlans(ValueError):
    """More plans than one job takes."""


@transaction.atomic
def order_print(slugs: Iterable[str], form: PrintFormat, *, by: User, at: datetime) -> PrintJob:
    """Order the plans `by` may see among `slugs`; the person's jobs of more than a week ago go."""
    visible = Plan.objects.visible_to(by).filter(slug__in=list(slugs))
    chosen = list(visible.order_by("slug").values_list("slug", flat=True))
    if not chosen:
        raise NothingToPrint("Chưa chọn kế hoạch, báo cáo nào để in.")
    if len(chosen) > MOST_PLANS:
        raise TooManyPlans(f"Mỗi lần in tối đa {MOST_PLANS} văn bản; bạn đã chọn {len(chosen)}.")
    PrintJob.objects.filter(by=by, at__lt=at - KEPT_FOR).delete()
    job = PrintJob.objects.create(by=by, at=at, slugs=chosen, format=form, total=len(chosen))
    transaction.on_commit(lambda: draw_job.enqueue(str(job.pk)))
    return job


def cancel_print(job: PrintJob, *, by: User) -> bool:
    """Call an open job of one's own off; False when it had ended already."""
    return PrintJob.objects.open().filter(pk=job.pk, by=by).update(state=JobState.CANCELLED) == 1
