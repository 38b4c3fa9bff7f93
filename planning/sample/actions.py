"""Making the sample province and taking it away: only invented rows are written, and only they are removed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction

from planning.people.users import Post, User
from planning.places.units import Reorganisation, Unit, UnitGroup
from planning.plans.legal import LegalDocument
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.sample.forms import drop_forms, use_forms
from planning.sample.parts import LAST_YEAR, Sample, Size, add_facts, moment
from planning.sample.people import EDITOR, SIGNER, make_people
from planning.sample.periods import make_periods
from planning.sample.places import COMMITTEE, COUNCIL, POOR_DISTRICTS, REORGANISATION, make_places, new_province
from planning.sample.plans import make_plans
from planning.sample.reports import make_reports
from planning.sample.tasks import add_recommendations
from planning.upserts import know_sizes

# Of a large province so many communes have a plan, to show the way.
FEW = 3


class SampleExists(ValueError):
    """The sample province is there already, and was not to be replaced."""


class SampleIsInUse(ValueError):
    """Rows of a real unit refer to the sample province, so it cannot be taken away."""


@dataclass(frozen=True)
class Made:
    """What was made: the sample, its plans and its reports by slug."""

    sample: Sample
    plans: tuple[str, ...]
    reports: tuple[str, ...]


def sample_exists() -> bool:
    """Whether the sample province is there."""
    return Unit.objects.filter(is_sample=True).exists()


@transaction.atomic
def make_sample(programme: Programme, size: Size, *, are_issued: bool | None = None) -> Made:
    """Make the sample province with its plans; raise SampleExists where it is there.

    `are_issued` says whether the province's plans are issued; by default where the province is small.
    """
    if sample_exists():
        raise SampleExists("Tỉnh Mẫu đã có trong cơ sở dữ liệu; dùng --replace để lập lại.")
    sample = Sample(size, programme, new_province())
    make_places(sample)
    planning = sample.communes if size.is_small else sample.communes[:FEW]
    make_people(sample, planning)
    know_sizes()
    add_facts(sample, moment(LAST_YEAR, 12))
    know_sizes()
    are_issued = size.is_small if are_issued is None else are_issued
    plans = tuple(plan.slug for plan in make_plans(sample, planning, are_issued=are_issued))
    know_sizes()
    use_forms(sample)
    periods = list(make_periods(sample))
    add_recommendations(sample)
    know_sizes()
    reports = make_reports(sample, periods, are_issued=are_issued)
    return Made(sample, plans, tuple(report.slug for report in reports))


@transaction.atomic
def replace_sample(programme: Programme, size: Size, *, are_issued: bool | None = None) -> tuple[int, Made]:
    """Make the sample province anew; return how many rows went, and what was made.

    Whoever had a post in it has it again, as far as the new one has the unit. Raises SampleIsInUse.
    """
    posts = Post.objects.filter(unit__is_sample=True).exclude(user__username__in=(EDITOR, SIGNER))
    held = list(posts.values_list("user", "role", "unit__code", "unit__valid_from"))
    gone, made = remove_sample(), make_sample(programme, size, are_issued=are_issued)
    units = Unit.objects.filter(is_sample=True, code__in=[code for *_, code, _ in held])
    known = {(unit.code, unit.valid_from): unit for unit in units}
    rows = [(user, role, known.get((code, begins))) for user, role, code, begins in held]
    Post.objects.bulk_create([Post(user_id=user, role=role, unit=unit) for user, role, unit in rows if unit])
    return gone, made


@transaction.atomic
def remove_sample() -> int:
    """Take the sample province away with all that hangs on it; return how many rows went.

    What was issued goes as well, signed papers that are otherwise kept for good: nobody ever signed these.
    Raises SampleIsInUse.
    """
    units = Unit.objects.filter(is_sample=True)
    issuers = [COUNCIL, COMMITTEE, *(f"Ủy ban nhân dân {unit.full_name}" for unit in units)]
    drop_forms(units)
    gone = _remove(units, (Unit,))
    try:
        gone += _delete(UnitGroup.objects.filter(code=POOR_DISTRICTS))
        gone += _delete(Reorganisation.objects.filter(code=REORGANISATION))
        gone += _delete_documents(issuers)
        gone += _delete(User.objects.filter(username__in=(EDITOR, SIGNER)))
    except models.ProtectedError as error:
        raise SampleIsInUse("Đơn vị có thật đang dẫn văn bản hoặc nhóm đơn vị của tỉnh Mẫu.") from error
    return gone


def _remove(rows: models.QuerySet, path: tuple[type[models.Model], ...]) -> int:
    """Remove rows, first those that refer to them; the database itself checks at the end that none is left behind."""
    gone = 0
    for field in _references(rows.model):
        below = field.model._base_manager.filter(**{f"{field.name}__in": rows.values("pk")})
        if below.exists():
            _check_owner(below)
            if field.model not in path:
                gone += _remove(below, (*path, field.model))
    return gone + rows._raw_delete(rows.db)


def _references(model: type[models.Model]) -> Iterator[models.Field]:
    """The fields by which rows of other tables refer to rows of a model, histories and links included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            yield relation.field  # type: ignore[union-attr]


def _check_owner(rows: models.QuerySet) -> None:
    """Raise SampleIsInUse where a row belongs to the plan of a real unit."""
    names = {field.name for field in rows.model._meta.concrete_fields}
    if rows.model is not Plan and "plan" not in names:
        return
    owner = "unit" if rows.model is Plan else "plan__unit"
    if real := rows.exclude(**{f"{owner}__is_sample": True}).first():
        raise SampleIsInUse(f"Kế hoạch của đơn vị có thật dùng tỉnh Mẫu: {real}.")


def _delete_documents(issuers: list[str]) -> int:
    gone = 0
    for start in range(0, len(issuers), 500):
        documents = LegalDocument.objects.filter(issuer__in=issuers[start : start + 500])
        documents.update(replaces=None)
        gone += _delete(documents)
    return gone


def _delete(rows: models.QuerySet) -> int:
    """Delete rows as Django does, which refuses where others need them; their histories go too."""
    keys = list(rows.values_list("pk", flat=True))
    gone = rows.delete()[0]
    history = getattr(rows.model, "history", None)
    if history is not None:
        history.filter(id__in=keys).delete()
    return gone
