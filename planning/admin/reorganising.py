"""Reorganisations in the admin: prepared, published or undone by the keepers; shares of what is divided."""

from collections.abc import Callable
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
from django.utils.html import format_html
from django.utils.safestring import SafeString

from planning.admin.base import NormalisedForm, RowsAdmin
from planning.forms.fields import NumberField
from planning.places.reorganising import (
    CannotBeReorganised,
    NewUnit,
    ReorganisationIsPublished,
    UnitsAreInUse,
    merge,
    publish,
    undo,
)
from planning.places.units import Reorganisation, Succession, Unit

REFUSALS = (CannotBeReorganised, ReorganisationIsPublished, UnitsAreInUse)


class MergeForm(NormalisedForm):
    """The units to merge, and the one they become."""

    merged = forms.ModelMultipleChoiceField(
        Unit.objects.all(),
        label="Các đơn vị hợp nhất",
        widget=AutocompleteSelectMultiple(Succession._meta.get_field("predecessor"), admin.site),
        help_text="Các đơn vị này kết thúc ngay trước ngày đợt sắp xếp có hiệu lực; số liệu của chúng giữ nguyên.",
    )

    class Meta:
        model = Unit
        fields = ("code", "prefix", "name", "kind", "parent")
        widgets = {"parent": AutocompleteSelect(Unit._meta.get_field("parent"), admin.site)}

    field_order = ("merged",)

    def new_unit(self) -> NewUnit:
        return NewUnit(**{name: self.cleaned_data[name] for name in ("code", "name", "prefix", "kind", "parent")})

    def validate_unique(self) -> None:
        """Whether the code is free is known once the former units have ended."""

    def validate_constraints(self) -> None:
        """The same; merging checks the new unit as it will be."""


@admin.register(Reorganisation)
class ReorganisationAdmin(RowsAdmin):
    fields = ("code", "name", ("effective_on", "published_on"), "documents", "merging")
    readonly_fields = ("published_on", "merging")
    autocomplete_fields = ("documents",)
    list_display = ("name", "code", "effective_on", "published_on")
    list_filter = (("published_on", admin.EmptyFieldListFilter),)
    search_fields = ("name", "code")
    actions = ("publish_chosen", "undo_chosen")

    @admin.display(description="hợp nhất đơn vị")
    def merging(self, reorganisation: Reorganisation) -> str | SafeString:
        if reorganisation.pk is None or reorganisation.published_on:
            return "-"
        address = reverse("admin:planning_reorganisation_merge", args=[reorganisation.pk])
        return format_html('<a href="{}">Hợp nhất các đơn vị thành một đơn vị mới…</a>', address)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_actions(request) if request.user.is_superuser else {}

    @admin.action(description="Công bố đợt sắp xếp (sau đó không hoàn tác được)")
    def publish_chosen(self, request: HttpRequest, chosen: QuerySet[Reorganisation]) -> None:
        now = timezone.now()
        self._each(request, chosen, "Đã công bố", lambda each: publish(each, by=request.user, at=now))

    @admin.action(description="Hoàn tác đợt sắp xếp chưa công bố")
    def undo_chosen(self, request: HttpRequest, chosen: QuerySet[Reorganisation]) -> None:
        self._each(request, chosen, "Đã hoàn tác", lambda each: undo(each, by=request.user))

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
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:key>/merge/", view, name="planning_reorganisation_merge"), *super().get_urls()]

    def merge_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """A page to merge units in a reorganisation that is being prepared."""
        if not request.user.is_superuser:
            raise PermissionDenied
        reorganisation = get_object_or_404(Reorganisation, pk=key)
        form = MergeForm(request.POST or None)
        if form.is_valid() and self._merged(request, form, reorganisation):
            return redirect("admin:planning_reorganisation_change", key)
        context = self.admin_site.each_context(request) | {
            "title": "Hợp nhất đơn vị",
            "subtitle": str(reorganisation),
            "form": form,
            "media": self.media + form.media,
            "opts": self.opts,
            "original": reorganisation,
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def _merged(self, request: HttpRequest, form: MergeForm, reorganisation: Reorganisation) -> bool:
        try:
            unit = merge(
                form.cleaned_data["merged"], into=form.new_unit(), reorganisation=reorganisation, by=request.user
            )
        except (*REFUSALS, ValidationError) as refused:
            form.add_error(None, refused.messages if isinstance(refused, ValidationError) else str(refused))
            return False
        self.log_change(request, reorganisation, f"Lập {unit}")
        self.message_user(request, f"Đã lập {unit}.")
        return True


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

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
