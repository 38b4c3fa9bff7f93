"""Reorganisations in the admin: prepared, published or undone by the keepers; shares of what is divided."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from planning.admin.base import RowsAdmin
from planning.admin.new_units import DivideForm, MergeForm, PartForms
from planning.formats import number
from planning.forms.fields import NumberField
from planning.places.reorganising import (
    CannotBeReorganised,
    ReorganisationIsPublished,
    UnitsAreInUse,
    divide,
    merge,
    publish,
    undo,
)
from planning.places.units import Reorganisation, Succession, Unit

REFUSALS = (CannotBeReorganised, ReorganisationIsPublished, UnitsAreInUse)


@dataclass(frozen=True)
class Deed:
    """What is done to whole reorganisations, and the words before and after it."""

    title: str
    words: str
    done: str
    act: Callable[..., None]


PUBLISHING = Deed("Công bố đợt sắp xếp", "Đợt đã công bố không sửa và không hoàn tác được nữa.", "Đã công bố", publish)
UNDOING = Deed(
    "Hoàn tác đợt sắp xếp",
    "Các đơn vị mới bị xóa; các đơn vị cũ tiếp tục tồn tại với số liệu của mình.",
    "Đã hoàn tác",
    undo,
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
    def publish_chosen(self, request: HttpRequest, chosen: QuerySet[Reorganisation]) -> HttpResponse | None:
        return self._once_confirmed(request, chosen, PUBLISHING)

    @admin.action(description="Hoàn tác đợt sắp xếp chưa công bố")
    def undo_chosen(self, request: HttpRequest, chosen: QuerySet[Reorganisation]) -> HttpResponse | None:
        return self._once_confirmed(request, chosen, UNDOING)

    def _once_confirmed(
        self, request: HttpRequest, chosen: QuerySet[Reorganisation], deed: Deed
    ) -> HttpResponse | None:
        """Show what will happen to which units; once that is confirmed, do it to one after the other."""
        if "confirmed" not in request.POST:
            listed = [(each, self.rearranged(each)) for each in chosen]
            context = {"title": deed.title, "deed": deed, "listed": listed, "opts": self.opts, "media": self.media}
            page = self.admin_site.each_context(request) | context | {"action": request.POST["action"]}
            return TemplateResponse(request, "admin/reorganise_confirm.html", page)
        for reorganisation in chosen:
            try:
                deed.act(reorganisation, by=request.user, at=timezone.now())
            except REFUSALS as refused:
                self.message_user(request, f"{reorganisation}: {refused}", messages.ERROR)
            else:
                self.log_change(request, reorganisation, deed.done)
                self.message_user(request, f"{deed.done}: {reorganisation}.")
        return None

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
