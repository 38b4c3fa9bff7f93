"""Writes that rearrange units: merge, divide, publish, and undo while nothing has been published.

Only keepers of the reference data do these. No figure of a former unit is touched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone

from planning.places.following import units_changed
from planning.places.units import GroupMembership, Reorganisation, Succession, Unit, UnitKind

A_DAY = timedelta(days=1)
BOTTOM_UP = (UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.PROVINCE)


class NotAKeeper(PermissionDenied):
    """Only who keeps the reference data rearranges units."""


class ReorganisationIsPublished(ValueError):
    """What has been published stands; another reorganisation changes it."""


class CannotBeReorganised(ValueError):
    """The units are not as the reorganisation needs them; the message says which and why."""


class UnitsAreInUse(ValueError):
    """Something has been written for the new units; `uses` says what."""

    def __init__(self, uses: Sequence[str]) -> None:
        super().__init__(f"Không hoàn tác được, các đơn vị mới đã có: {', '.join(uses)}.")
        self.uses = uses


@dataclass(frozen=True)
class NewUnit:
    """A unit to be; `share` is what it gets of the figures of one that is divided, None where no document says.

    Where the reorganisation has begun a unit of this code already, that unit is meant: it takes over more.
    """

    code: str
    name: str
    prefix: str
    kind: str
    parent: Unit | None
    share: Decimal | None = None


@transaction.atomic
def merge(units: Iterable[Unit], *, into: NewUnit, reorganisation: Reorganisation, by: Any, at: datetime) -> Unit:
    """End units the day before the reorganisation takes effect and make one of them.

    Of a single unit that is another name, code or unit above. Raises NotAKeeper, ReorganisationIsPublished,
    CannotBeReorganised; ValidationError for a unit that cannot be.
    """
    held = _hold(reorganisation, by)
    olds = _end(units, held)
    successor = _begin(into, held, olds)
    Succession.objects.bulk_create(
        [Succession(reorganisation=held, predecessor=old, successor=successor) for old in olds]
    )
    units_changed([successor.pk, *(old.pk for old in olds)], at=at)
    return successor


@transaction.atomic
def divide(
    unit: Unit, *, into: Sequence[NewUnit], reorganisation: Reorganisation, by: Any, at: datetime
) -> list[Unit]:
    """End a unit and make several of it, each with its stated share of the figures or none; raises as `merge`."""
    held = _hold(reorganisation, by)
    [old] = _end([unit], held)
    if len({new.code for new in into}) < len(into):
        raise CannotBeReorganised("Mỗi đơn vị mới chỉ ghi một lần.")
    shares = [new.share for new in into if new.share is not None]
    if shares and (len(shares) < len(into) or sum(shares) != 1):
        raise CannotBeReorganised("Tỷ lệ của các đơn vị mới phải đủ và cộng lại bằng 1, hoặc để trống tất cả.")
    successors = [_begin(new, held, [old]) for new in into]
    Succession.objects.bulk_create(
        [
            Succession(reorganisation=held, predecessor=old, successor=successor, is_partial=True, share=new.share)
            for new, successor in zip(into, successors, strict=True)
        ]
    )
    units_changed([old.pk, *(successor.pk for successor in successors)], at=at)
    return successors


@transaction.atomic
def publish(reorganisation: Reorganisation, *, by: Any, at: datetime) -> None:
    """Say that a reorganisation is public from the day of `at` on: it can no longer be undone.

    Raises NotAKeeper, ReorganisationIsPublished; CannotBeReorganised where it has not rearranged any unit.
    """
    held = _hold(reorganisation, by)
    if not held.succession_set.exists():
        raise CannotBeReorganised("Chưa có đơn vị nào được hợp nhất hoặc chia tách.")
    held.published_on = timezone.localdate(at)
    held.save(update_fields=["published_on"])


@transaction.atomic
def undo(reorganisation: Reorganisation, *, by: Any, at: datetime) -> None:
    """Take back the new units of a reorganisation that is not published, and let the former ones go on.

    Raises NotAKeeper, ReorganisationIsPublished, UnitsAreInUse; CannotBeReorganised where another unit bears a
    former one's code by now.
    """
    held = _hold(reorganisation, by)
    successions = Succession.objects.filter(reorganisation=held)
    olds = list(Unit.objects.filter(successions_out__in=successions).distinct())
    news = Unit.objects.filter(pk__in=list(successions.values_list("successor", flat=True)))
    if uses := _uses(news, held):
        raise UnitsAreInUse(uses)
    successions.delete()
    GroupMembership.objects.filter(unit__in=news).delete()
    for relation in _relations():
        if _is_derived(relation):
            relation.related_model.objects.filter(**{f"{relation.field.name}__in": news}).delete()
    # Communes before the unit they belong to.
    for new in sorted(news, key=lambda unit: BOTTOM_UP.index(unit.kind)):
        new.delete()
    _let_go_on(olds)
    units_changed([old.pk for old in olds], at=at)


def _hold(reorganisation: Reorganisation, by: Any) -> Reorganisation:
    """Lock a reorganisation that is still being prepared."""
    if not by.is_superuser:
        raise NotAKeeper
    held = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if held.published_on:
        raise ReorganisationIsPublished(f"{held} đã công bố, không sửa hoặc hoàn tác được.")
    return held


def _end(units: Iterable[Unit], reorganisation: Reorganisation) -> list[Unit]:
    """Let units in being end on the eve of the reorganisation."""
    ids = [unit.pk for unit in units]
    olds = list(Unit.objects.filter(pk__in=ids).order_by("pk").select_for_update())
    for old in olds:
        if old.valid_to or (old.valid_from or date.min) >= reorganisation.effective_on:
            raise CannotBeReorganised(f"{old} không tồn tại ngay trước {reorganisation.effective_on:%d/%m/%Y}.")
        if old.children.filter(valid_to=None).exists():
            raise CannotBeReorganised(f"{old} còn đơn vị trực thuộc; cần sắp xếp các đơn vị đó trước.")
        old.valid_to = reorganisation.effective_on - A_DAY
        old.save()
    if not olds:
        raise CannotBeReorganised("Cần chọn ít nhất một đơn vị.")
    return olds


def _let_go_on(olds: Iterable[Unit]) -> None:
    """Let former units that nobody has taken over be in being again."""
    free = Unit.objects.filter(pk__in=[old.pk for old in olds], successions_out=None)
    taken = Unit.objects.filter(code__in=free.values("code"), valid_to=None)
    if names := ", ".join(map(str, taken)):
        raise CannotBeReorganised(f"Mã của đơn vị cũ nay là mã của {names}; cần hoàn tác đợt đã lập đơn vị đó trước.")
    free.update(valid_to=None)


def _begin(new: NewUnit, reorganisation: Reorganisation, olds: Iterable[Unit]) -> Unit:
    """Make a unit, or take the one the reorganisation has begun; it is in the groups its predecessors were in."""
    unit = _begun(new, reorganisation) or _made(new, reorganisation, olds)
    groups = GroupMembership.objects.filter(unit__in=olds, valid_to=None).exclude(group__memberships__unit=unit)
    GroupMembership.objects.bulk_create(
        [
            GroupMembership(group_id=group, unit=unit, valid_from=unit.valid_from)
            for group in groups.order_by().values_list("group", flat=True).distinct()
        ]
    )
    return unit


def _begun(new: NewUnit, reorganisation: Reorganisation) -> Unit | None:
    """The unit of this code that begins by the reorganisation, or was made for it; it must be the one described."""
    of_others = Succession.objects.exclude(reorganisation=reorganisation).values("successor")
    beginning = Unit.objects.filter(valid_from=reorganisation.effective_on, valid_to=None).exclude(pk__in=of_others)
    unit = beginning.filter(code=new.code).select_related("parent").first()
    if unit and (unit.name, unit.prefix, unit.kind, unit.parent) != (new.name, new.prefix, new.kind, new.parent):
        raise CannotBeReorganised(
            f"Mã {new.code} là của {unit.choice_label} lập cùng ngày; loại, tên, cấp và nơi trực thuộc phải như vậy."
        )
    return unit


def _made(new: NewUnit, reorganisation: Reorganisation, olds: Iterable[Unit]) -> Unit:
    """A new unit."""
    unit = Unit(
        code=new.code,
        name=new.name,
        prefix=new.prefix,
        kind=new.kind,
        parent=new.parent,
        valid_from=reorganisation.effective_on,
        is_sample=all(old.is_sample for old in olds),
    )
    unit.full_clean()
    unit.save()
    return unit


def _uses(news: models.QuerySet[Unit], reorganisation: Reorganisation) -> list[str]:
    """What has been written for the new units, other than what goes with them."""
    uses = []
    for relation in _relations():
        if relation.related_model is GroupMembership or _is_derived(relation):
            continue
        rows = relation.related_model.objects.filter(**{f"{relation.field.name}__in": news})
        if relation.related_model is Succession:
            rows = rows.exclude(reorganisation=reorganisation)
        if relation.related_model is Unit:
            rows = rows.exclude(pk__in=news)
        if number := rows.count():
            uses.append(f"{number} {relation.related_model._meta.verbose_name_plural}")
    return uses


def _relations() -> list[Any]:
    """The columns of all tables that name a unit; histories only remember one."""
    fields: list[Any] = Unit._meta.get_fields(include_hidden=True)
    return [
        field
        for field in fields
        if (field.one_to_many or field.one_to_one) and field.auto_created and field.on_delete is not models.DO_NOTHING
    ]


def _is_derived(relation: Any) -> bool:
    """Whether a table is worked out from others, as it says by its `is_derived`."""
    return getattr(relation.related_model, "is_derived", False)
