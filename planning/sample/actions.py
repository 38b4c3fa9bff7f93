"""Making the sample province and taking it away: only invented rows are written, and only they are removed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction

from planning.people.users import User
from planning.places.units import Reorganisation, Unit, UnitGroup
from planning.plans.legal import LegalDocument
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.sample.parts import LAST_YEAR, Sample, Size, add_facts
from planning.sample.people import EDITOR, SIGNER, make_people
from planning.sample.places import COMMITTEE, COUNCIL, POOR_DISTRICTS, REORGANISATION, make_places, new_province
from planning.sample.plans import make_plans, moment

# Up to so many communes each has a plan of its own, and the province's are issued; beyond, a few show the way.
ALL_PLAN, FEW = 200, 3


class SampleExists(ValueError):
    """The sample province is there already, and was not to be replaced."""


class SampleIsInUse(ValueError):
    """Rows of a real unit refer to the sample province, so it cannot be taken away."""


@dataclass(frozen=True)
class Made:
    """What was made: the sample, and its plans by slug."""

    sample: Sample
    plans: tuple[str, ...]


def sample_exists() -> bool:
    """Whether the sample province is there."""
    return Unit.objects.filter(is_sample=True).exists()


@transaction.atomic
def make_sample(programme: Programme, size: Size, *, are_issued: bool | None = None) -> Made:
    """Make the sample province with its plans; raise SampleExists where it is there.

    `are_issued` says whether the province's last plans are issued; by default where the province is small.
    """
    if sample_exists():
        raise SampleExists("Tỉnh Mẫu đã có trong cơ sở dữ liệu; dùng --replace để lập lại.")
    sample = Sample(size, programme, new_province())
    make_places(sample)
    is_small = size.communes <= ALL_PLAN
    planning = sample.communes if is_small else sample.communes[:FEW]
    make_people(sample, planning)
    add_facts(sample, moment(LAST_YEAR, 12))
    plans = make_plans(sample, planning, are_issued=is_small if are_issued is None else are_issued)
    return Made(sample, tuple(plan.slug for plan in plans))


@transaction.atomic
def remove_sample() -> int:
    """Take the sample province away with all that hangs on it; return how many rows went.

    What was issued goes as well, signed papers that are otherwise kept for good: nobody ever signed these.
    Raises SampleIsInUse.
    """
    units = Unit.objects.filter(is_sample=True)
    issuers = [COUNCIL, COMMITTEE, *(f"Ủy ban nhân dân {unit.full_name}" for unit in units)]
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
