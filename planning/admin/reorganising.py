"""Reorganisations in the admin: prepared, published or undone by the keepers; shares of what is divided."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from planning.admin.base import NormalisedForm, RowsAdmin
from planning.formats import number
from planning.forms.fields import NumberField
from planning.places.reorganising import (
    CannotBeReorganised,
    NewUnit,
    ReorganisationIsPublished,
    UnitsAreInUse,
    divide,
    merge,
    publish,
    undo,
)
from planning.places.units import Reorganisation, Succession, Unit

REFUSALS = (CannotBeReorganised, ReorganisationIsPublished, UnitsAreInUse)


# How many new units one page of a division offers.
MOST_PARTS = 6
ENDS = "kết thúc ngay trước ngày đợt sắp xếp có hiệu lực; số liệu giữ nguyên."


class NewUnitForm(NormalisedForm):
    """A unit to be."""

    class Meta:
        model = Unit
        fields = ("code", "prefix", "name", "kind", "parent")
        widgets = {"parent": AutocompleteSelect(Unit._meta.get_field("parent"), admin.site)}

    def new_unit(self) -> NewUnit:
        data = self.cleaned_data
        named = {name: data[name] for name in ("code", "name", "prefix", "kind", "parent")}
        return NewUnit(**named, share=data.get("share"))

    def validate_unique(self) -> None:
        """Whether the code is free is known once the former units have ended."""

    def validate_constraints(self) -> None:
        """The same; the action checks the new unit as it will be."""


class MergeForm(NewUnitForm):
    """The units to merge, and the one they become."""

    merged = forms.ModelMultipleChoiceField(
        Unit.objects.all(),
        label="Các đơn vị hợp nhất",
        widget=AutocompleteSelectMultiple(Succession._meta.get_field("predecessor"), admin.site),
        help_text=f"Các đơn vị này {ENDS}",
    )
    field_order = ("merged",)


class DivideForm(forms.Form):
    """The unit to divide."""

    divided = forms.ModelChoiceField(
        Unit.objects.all(),
        label="Đơn vị chia tách",
        widget=AutocompleteSelect(Succession._meta.get_field("predecessor"), admin.site),
        help_text=f"Đơn vị này {ENDS}",
    )


class PartForm(NewUnitForm):
    """One of the units it becomes, and which part of the figures goes to it."""

    share = NumberField(
        decimals=6,
        label="Tỷ lệ số liệu chuyển sang",
        help_text="Từ 0 đến 1, theo văn bản; các đơn vị cộng lại bằng 1. Để trống nếu chưa có.",
    )


PartForms = forms.formset_factory(
    PartForm, extra=MOST_PARTS - 2, min_num=2, max_num=MOST_PARTS, validate_min=True, validate_max=True
)


@admin.register(Reorganisation)
class ReorganisationAdmin(RowsAdmin):
    fields = ("code", "name", ("effective_on", "published_on"), "documents", "rearranged", "merging", "dividing")
    readonly_fields = ("published_on", "rearranged", "merging", "dividing")
    autocomplete_fields = ("documents",)
    list_display = ("name", "code", "effective_on", "published_on")
    list_filter = (("published_on", admin.EmptyFieldListFilter),)
    search_fields = ("name", "code")
    actions = ("publish_chosen", "undo_chosen")

    def get_readonly_fields(self, request: HttpRequest, obj: Reorganisation | None = None) -> tuple[str, ...]:
        """The day is that on which its units begin and end: it stays once there are any."""
        fixed = ("effective_on",) if obj and obj.succession_set.exists() else ()
        return (*self.readonly_fields, *fixed)

    @admin.display(description="đã sắp xếp")
    def rearranged(self, reorganisation: Reorganisation) -> str | SafeString:
        """What became of which units, so that it can be looked at before it is published."""
        steps = reorganisation.succession_set.select_related("predecessor", "successor") if reorganisation.pk else ()
        of_successor: dict[str, list[str]] = {}
        for step in sorted(steps, key=lambda step: (step.successor.code, step.predecessor.code)):
            of_successor.setdefault(str(step.successor), []).append(_source_words(step))
        lines = ((new, "; ".join(olds)) for new, olds in of_successor.items())
        return format_html_join("", "<div>{}: từ {}</div>", lines) or "-"

    @admin.display(description="hợp nhất, đổi tên, chuyển đơn vị")
    def merging(self, reorganisation: Reorganisation) -> str | SafeString:
        return self._link(
            reorganisation, "merge", "Hợp nhất các đơn vị thành một; đổi tên, mã hoặc nơi trực thuộc của một đơn vị…"
        )

    @admin.display(description="chia tách đơn vị")
    def dividing(self, reorganisation: Reorganisation) -> str | SafeString:
        return self._link(reorganisation, "divide", "Chia một đơn vị thành các đơn vị mới…")

    def _link(self, reorganisation: Reorganisation, deed: str, words: str) -> str | SafeString:
        if reorganisation.pk is None or reorganisation.published_on:
            return "-"
        address = reverse(f"admin:planning_reorganisation_{deed}", args=[reorganisation.pk])
        return format_html('<a href="{}">{}</a>', address, words)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_actions(request) if request.user.is_superuser else {}

    @admin.action(description="Công bố đợt sắp xếp (sau đó không hoàn tác được)")
    def publish_chosen(self, request: HttpRequest, chosen: QuerySet[Reorganisation]) -> None:
        now = timezone.now()
        self._each(request, chosen, "Đã công bố", lambda each: publish(each, by=request.user, at=now))

    @admin.action(description="Hoàn tác đợt sắp xếp chưa công bố")
    def undo_chosen(self, request: HttpRequest, chosen: QuerySet[Reorganisation]) -> None:
        now = timezone.now()
        self._each(request, chosen, "Đã hoàn tác", lambda each: undo(each, by=request.user, at=now))

    def _each(
        self, request: HttpRequest, chosen: QuerySet[Reorganisation], done: str, deed: Callable[[Reorganisation], None]
    ) -> None:
        for reorganisation in chosen:
            try:
                deed(reorganisation)
            except REFUSALS as refused:
                self.message_user(request, f"{reorganisation}: {refused}", messages.ERROR)
            else:
                self.log_change(request, reorganisation, done)
                self.message_user(request, f"{done}: {reorganisation}.")

    def get_urls(self) -> list[URLPattern]:
        deeds = {"merge": self.merge_view, "divide": self.divide_view}
        pages = [
            path(f"<int:key>/{deed}/", self.admin_site.admin_view(view), name=f"planning_reorganisation_{deed}")
            for deed, view in deeds.items()
        ]
        return [*pages, *super().get_urls()]

    def merge_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """A page to merge units in a reorganisation that is being prepared."""
        reorganisation = self._prepared(request, key)
        form = MergeForm(request.POST or None)

        def merged() -> list[Unit]:
            units, into = form.cleaned_data["merged"], form.new_unit()
            return [merge(units, into=into, reorganisation=reorganisation, by=request.user, at=timezone.now())]

        if form.is_valid() and self._done(request, form, reorganisation, merged):
            return redirect("admin:planning_reorganisation_change", key)
        return self._page(request, reorganisation, "Hợp nhất đơn vị", "Hợp nhất", form)

    def divide_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """A page to divide a unit in a reorganisation that is being prepared."""
        reorganisation = self._prepared(request, key)
        form, parts = DivideForm(request.POST or None), PartForms(request.POST or None, prefix="parts")

        def divided() -> list[Unit]:
            unit, into = form.cleaned_data["divided"], [part.new_unit() for part in parts if part.has_changed()]
            return divide(unit, into=into, reorganisation=reorganisation, by=request.user, at=timezone.now())

        if form.is_valid() and parts.is_valid() and self._done(request, form, reorganisation, divided):
            return redirect("admin:planning_reorganisation_change", key)
        return self._page(request, reorganisation, "Chia tách đơn vị", "Chia tách", form, parts)

    def _prepared(self, request: HttpRequest, key: int) -> Reorganisation:
        if not request.user.is_superuser:
            raise PermissionDenied
        return get_object_or_404(Reorganisation, pk=key)

    def _done(
        self,
        request: HttpRequest,
        form: forms.BaseForm,
        reorganisation: Reorganisation,
        deed: Callable[[], list[Unit]],
    ) -> bool:
        try:
            units = deed()
        except (*REFUSALS, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
            return False
        names = ", ".join(map(str, units))
        self.log_change(request, reorganisation, f"Lập {names}")
        self.message_user(request, f"Đã lập {names}.")
        return True

    def _page(
        self,
        request: HttpRequest,
        reorganisation: Reorganisation,
        title: str,
        deed: str,
        form: forms.BaseForm,
        parts: forms.BaseFormSet | None = None,
    ) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": title,
            "subtitle": str(reorganisation),
            "deed": deed,
            "form": form,
            "parts": parts,
            "media": self.media + form.media + (parts.media if parts else forms.Media()),
            "opts": self.opts,
            "original": reorganisation,
        }
        return TemplateResponse(request, "admin/reorganise.html", context)


def _source_words(step: Succession) -> str:
    """`xã Ba Giang cũ (21500), một phần 0,4`."""
    share = f" {number(step.share)}" if step.share is not None else ""
    return f"{step.predecessor}{f', một phần{share}' if step.is_partial else ''}"


@admin.register(Succession)
class SuccessionAdmin(RowsAdmin):
    """Who took over what; only the share of a division is stated here, when a document says it."""

    fields = ("reorganisation", "predecessor", "successor", "is_partial", "share")
    readonly_fields = ("reorganisation", "predecessor", "successor", "is_partial")
    list_display = ("predecessor", "successor", "is_partial", "share", "reorganisation")
    list_filter = ("is_partial",)
    list_select_related = ("reorganisation", "predecessor", "successor")
    search_fields = ("predecessor__search_name", "successor__search_name")
    show_full_result_count = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "share":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return NumberField(decimals=db_field.decimal_places, label=db_field.verbose_name, help_text=db_field.help_text)

    def save_model(self, request: HttpRequest, obj: Succession, form: Any, change: bool) -> None:
        """Save, and say so while the shares of the divided unit are not the whole: until then they divide nothing."""
        super().save_model(request, obj, form, change)
        shares = [step.share for step in obj.predecessor.successions_out.all()]
        total = sum((share for share in shares if share is not None), Decimal(0))
        if None not in shares and total != 1:
            words = f"Tỷ lệ của {obj.predecessor} cộng lại là {number(total)}, chưa bằng 1 nên số liệu chưa chia được."
            self.message_user(request, words, messages.WARNING)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
