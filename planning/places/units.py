"""Administrative units of every generation, each valid for a time; how one became another."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from planning.formats import fold

SAMPLE_MARK = "SỐ LIỆU GIẢ ĐỊNH – tỉnh Mẫu không có thật"


class UnitKind(models.TextChoices):
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class UnitQuerySet(models.QuerySet["Unit"]):
    def existing_on(self, day: date) -> Self:
        """Units in being on `day`; a blank start or end is open."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day)).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def under(self, unit: "Unit") -> Self:
        """All units below `unit` in its own generation, communes of its districts included."""
        return self.filter(Q(parent=unit) | Q(parent__parent=unit))

    def above(self, unit: "Unit") -> Self:
        """The units `unit` belongs to, and those they took over: a plan made before a reform binds after it."""
        # From the unit upwards: asked from above, the database would look at what lies below every unit there is.
        higher = Unit.objects.filter(pk__in=[unit.parent_id]).values("parent")
        took_over = Succession.objects.filter(Q(successor=unit.parent_id) | Q(successor__in=higher))
        return self.filter(Q(pk=unit.parent_id) | Q(pk__in=higher) | Q(pk__in=took_over.values("predecessor")))

    def get_by_natural_key(self, code: str, day: str) -> "Unit":
        """The unit that bears `code` on `day` (ISO date): a code alone may name two generations."""
        return self.existing_on(date.fromisoformat(day)).get(code=code)

    def with_names(self, words: str) -> Self:
        """Units whose name contains `words`, accents and case aside."""
        return self.filter(search_name__contains=fold(words))


class Unit(models.Model):
    """A province, district or commune as it is from `valid_from` to `valid_to`, both days included.

    A change of name, kind, prefix, parent or territory makes a new row, tied to the old by a Succession.
    """

    code = models.CharField("mã", max_length=8)
    name = models.CharField("tên", max_length=100)
    prefix = models.CharField("loại đơn vị", max_length=20, help_text="Tỉnh, Huyện, Xã, Phường, Đặc khu…")
    kind = models.CharField("cấp", max_length=10, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="trực thuộc"
    )
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    is_sample = models.BooleanField(
        "số liệu giả định", default=False, help_text="Đơn vị không có thật; mọi màn hình và bản in đều ghi rõ."
    )
    latitude = models.DecimalField("vĩ độ", max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField("kinh độ", max_digits=8, decimal_places=5, null=True, blank=True)
    search_name = models.CharField(max_length=120, editable=False, default="")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        ordering = ("code", F("valid_from").asc(nulls_first=True))
        constraints = [
            models.UniqueConstraint(
                "code",
                condition=Q(valid_to=None),
                name="a_code_names_one_unit_in_being",
                violation_error_message="Mã này đang được một đơn vị khác sử dụng.",
            ),
            models.UniqueConstraint(
                "code",
                "valid_to",
                name="a_code_ends_once_on_a_day",
                violation_error_message="Đã có đơn vị mang mã này kết thúc cùng ngày.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="a_unit_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]
        indexes = [models.Index(fields=["search_name"])]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.code})" if self.valid_to is None else f"{self.full_name} cũ ({self.code})"

    def save(self, *args, **kwargs) -> None:
        self.search_name = fold(self.full_name)
        super().save(*args, **kwargs)

    def natural_key(self) -> tuple[str, str]:
        return self.code, (self.valid_to or self.valid_from or date.max).isoformat()

    @property
    def full_name(self) -> str:
        """`tỉnh Quảng Ngãi` as a sentence writes it."""
        return f"{self.prefix.lower()} {self.name}"

    @property
    def level_word(self) -> str:
        """The word for the level in `UBND tỉnh`, `UBND huyện`, `UBND xã`, as the unit itself is called."""
        return self.prefix.lower()

    @property
    def sample_mark(self) -> str:
        """What every screen and paper of an invented unit says; nothing for a real one."""
        return SAMPLE_MARK if self.is_sample else ""

    @property
    def choice_label(self) -> str:
        """The unit with the one it belongs to: two communes of one name are told apart."""
        return f"{self}, {self.parent.full_name}" if self.parent else str(self)

    def predecessors(self) -> UnitQuerySet:
        """The units whose territory, or part of it, this one took over."""
        return Unit.objects.filter(successions_out__successor=self)

    def successors(self) -> UnitQuerySet:
        """The units that took over this one's territory, or part of it."""
        return Unit.objects.filter(successions_in__predecessor=self)


class ReorganisationManager(models.Manager["Reorganisation"]):
    def get_by_natural_key(self, code: str) -> "Reorganisation":
        return self.get(code=code)


class Reorganisation(models.Model):
    """A rearrangement of units and the resolutions that order it."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=200)
    effective_on = models.DateField("có hiệu lực từ")
    published_on = models.DateField(
        "công bố ngày",
        null=True,
        blank=True,
        help_text="Để trống khi còn chuẩn bị; đợt đã công bố không hoàn tác được.",
    )
    documents = models.ManyToManyField("planning.LegalDocument", blank=True, verbose_name="văn bản")

    objects = ReorganisationManager()

    class Meta:
        verbose_name = "đợt sắp xếp đơn vị hành chính"
        verbose_name_plural = "đợt sắp xếp đơn vị hành chính"
        ordering = ("effective_on", "code")

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class Succession(models.Model):
    """`successor` took over `predecessor`, or part of it, by a reorganisation."""

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, verbose_name="đợt sắp xếp")
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_out", verbose_name="đơn vị trước")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in", verbose_name="đơn vị sau")
    is_partial = models.BooleanField("chỉ một phần", default=False)
    share = models.DecimalField(
        "tỷ lệ số liệu chuyển sang",
        max_digits=7,
        decimal_places=6,
        null=True,
        blank=True,
        help_text="Từ 0 đến 1, theo văn bản. Để trống nếu chưa có: số liệu khi đó không chia được.",
    )

    class Meta:
        verbose_name = "kế thừa địa bàn"
        verbose_name_plural = "kế thừa địa bàn"
        constraints = [
            models.UniqueConstraint(
                "predecessor",
                "successor",
                name="a_unit_succeeds_another_once",
                violation_error_message="Quan hệ kế thừa này đã có.",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="a_unit_does_not_succeed_itself",
                violation_error_message="Đơn vị không thể kế thừa chính mình.",
            ),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=1),
                name="a_share_is_a_part_of_one",
                violation_error_message="Tỷ lệ phải lớn hơn 0 và không quá 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class UnitGroupManager(models.Manager["UnitGroup"]):
    def get_by_natural_key(self, code: str) -> "UnitGroup":
        return self.get(code=code)


class UnitGroup(models.Model):
    """A territory that is not a unit: poor districts, mountain districts, the communes of a former district."""

    code = models.SlugField("mã", unique=True, max_length=60)
    name = models.CharField("tên", max_length=200)
    former_unit = models.OneToOneField(
        Unit, models.PROTECT, null=True, blank=True, related_name="reporting_group", verbose_name="huyện cũ"
    )
    note = models.TextField("ghi chú", blank=True)

    objects = UnitGroupManager()

    class Meta:
        verbose_name = "nhóm đơn vị"
        verbose_name_plural = "nhóm đơn vị"
        permissions = (("import_unitgroup", "Nhập nhóm đơn vị từ tệp"),)
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    def members_on(self, day: date) -> UnitQuerySet:
        """The units that belong to the group on `day`."""
        return Unit.objects.filter(id__in=GroupMembership.objects.open_on(day).filter(group=self).values("unit"))


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    def open_on(self, day: date) -> Self:
        """Memberships that hold on `day`; a blank start or end is open."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day))

    def get_by_natural_key(self, group: str, *unit: str) -> "GroupMembership":
        return self.get(group__code=group, unit=Unit.objects.get_by_natural_key(*unit))


class GroupMembership(models.Model):
    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="memberships", verbose_name="nhóm")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên nhóm"
        verbose_name_plural = "thành viên nhóm"
        constraints = [
            models.UniqueConstraint(
                "group", "unit", name="a_unit_is_in_a_group_once", violation_error_message="Đơn vị đã có trong nhóm."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.group}"

    def natural_key(self) -> tuple[str, ...]:
        return self.group.code, *self.unit.natural_key()


def with_search_names(units: Iterable[Unit]) -> list[Unit]:
    """Fill the search column of units that are saved in bulk, where `save` is not called."""
    units = list(units)
    for unit in units:
        unit.search_name = fold(unit.full_name)
    return units


def line_up(unit: Unit) -> set[int]:
    """The unit and those it belongs to (ids), where it was read with its parent."""
    above = unit.pk, unit.parent_id, unit.parent.parent_id if unit.parent else None
    return {key for key in above if key is not None}
