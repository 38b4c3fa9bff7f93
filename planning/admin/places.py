"""Reference data of `planning.places`: units, their groups, agencies."""

from typing import Any

from django.contrib import admin
from django.db.models import F, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from planning.admin.base import HistoryAdmin, ReferenceAdmin, RowsAdmin
from planning.admin.resources import ReferenceResource
from planning.formats import fold
from planning.places.agencies import Agency
from planning.places.following import units_changed
from planning.places.units import GroupMembership, Succession, Unit, UnitGroup

# A change of one of these makes another unit: a new row, tied to the old one by a succession.
FIXED = ("code", "prefix", "name", "kind", "parent", "valid_from")


class InBeingFilter(admin.SimpleListFilter):
    """Rows in being today, or no longer."""

    title = "hiện trạng"
    parameter_name = "in_being"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Đang tồn tại"), ("no", "Đã kết thúc")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        today = timezone.localdate()
        if self.value() == "yes":
            return queryset.existing_on(today)
        if self.value() == "no":
            return queryset.filter(valid_to__lt=today)
        return None


class _SuccessionInline(admin.TabularInline):
    """Successions as they stand; a new one may be added, none is changed or deleted."""

    model = Succession
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Succession]:
        rows = super().get_queryset(request)
        return rows.select_related("reorganisation", "predecessor", "successor")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PredecessorInline(_SuccessionInline):
    fk_name = "successor"
    fields = ("predecessor", "is_partial", "share", "reorganisation")
    autocomplete_fields = ("predecessor", "reorganisation")
    verbose_name = "đơn vị trước"
    verbose_name_plural = "tiếp nhận địa bàn của"


class SuccessorInline(_SuccessionInline):
    fk_name = "predecessor"
    fields = ("successor", "is_partial", "share", "reorganisation")
    autocomplete_fields = ("successor", "reorganisation")
    verbose_name = "đơn vị sau"
    verbose_name_plural = "địa bàn chuyển về"


@admin.register(Unit)
class UnitAdmin(RowsAdmin):
    fields = (("code", "kind"), ("prefix", "name"), "parent", ("valid_from", "valid_to"))
    autocomplete_fields = ("parent",)
    inlines = (PredecessorInline, SuccessorInline)
    list_display = ("code", "prefix", "name", "kind", "parent", "valid_from", "valid_to")
    list_display_links = ("code", "name")
    list_filter = ("kind", InBeingFilter)
    list_select_related = ("parent",)
    search_fields = ("search_name",)
    search_help_text = "Tên (có dấu hoặc không dấu) hoặc mã; tìm theo tên tỉnh, huyện sẽ ra cả các đơn vị trực thuộc."
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        words = fold(search_term.replace("\0", ""))
        if not words:
            return queryset, False
        named = Q(search_name__contains=words) | Q(code=words)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            # To choose one unit: those meant by the words themselves, the ones in being first.
            return queryset.filter(named).order_by(F("valid_to").desc(nulls_first=True), "code"), False
        return queryset.filter(named | Q(parent__search_name__contains=words)), False

    def get_readonly_fields(self, request: HttpRequest, obj: Unit | None = None) -> tuple[str, ...]:
        return FIXED if obj else ()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        units_changed([form.instance.pk], at=timezone.now())

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A unit ends; it does not vanish."""
        return False


class GroupMembershipInline(admin.TabularInline):
    model = GroupMembership
    autocomplete_fields = ("unit",)
    extra = 0
    fields = ("unit", "valid_from", "valid_to", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[GroupMembership]:
        return super().get_queryset(request).select_related("unit")


class UnitGroupResource(ReferenceResource):
    class Meta:
        model = UnitGroup
        fields = ("code", "name", "former_unit", "note")
        import_id_fields = ("code",)


@admin.register(UnitGroup)
class UnitGroupAdmin(ReferenceAdmin):
    unit_field = "former_unit"
    resource_classes = (UnitGroupResource,)
    fields = ("code", "name", "former_unit", "note")
    autocomplete_fields = ("former_unit",)
    inlines = (GroupMembershipInline,)
    list_display = ("name", "code", "former_unit")
    list_filter = (("former_unit", admin.EmptyFieldListFilter),)
    list_select_related = ("former_unit",)
    search_fields = ("name", "code")


class AgencyResource(ReferenceResource):
    class Meta:
        model = Agency
        fields = (
            "code",
            "name",
            "short_name",
            "unit",
            "sector",
            "valid_from",
            "valid_to",
            "successors",
            "note",
        )
        import_id_fields = ("code",)


@admin.register(Agency)
class AgencyAdmin(ReferenceAdmin, HistoryAdmin):
    unit_field = "unit"
    resource_classes = (AgencyResource,)
    fields = (
        "code",
        ("name", "short_name"),
        ("unit", "sector"),
        ("valid_from", "valid_to"),
        "successors",
        "note",
    )
    autocomplete_fields = ("unit", "successors")
    list_display = ("name", "short_name", "unit", "sector", "valid_from", "valid_to")
    list_filter = ("sector", InBeingFilter)
    list_select_related = ("unit",)
    search_fields = ("name", "short_name", "code")
    search_help_text = "Tên, tên viết tắt hoặc mã"
