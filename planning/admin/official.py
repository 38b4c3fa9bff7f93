"""Official forms in the admin: columns, rows and formulas checked as a whole; preview, copy, file out and in."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from planning.admin.base import HistoryAdmin, NormalisedForm
from planning.documents.headings import header_rows
from planning.official.actions import copy_form
from planning.official.changing import problems_of_change, problems_of_places
from planning.official.checking import problems_of_parts
from planning.official.definition import definition_of
from planning.official.exchange import BadDefinition, definition_file, form_from_file
from planning.official.models import FormCell, FormColumn, FormRow, OfficialForm
from planning.official.papers import blank_table
from planning.official.sources import sources
from planning.people.users import User
from planning.places.units import UnitKind
from planning.plans.periods import PeriodKind


class OfficialFormForm(NormalisedForm):
    levels = forms.MultipleChoiceField(
        label="Cấp lập biểu", choices=UnitKind.choices, widget=forms.CheckboxSelectMultiple
    )
    period_kinds = forms.MultipleChoiceField(
        label="Loại kỳ",
        choices=PeriodKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Không chọn là mọi loại kỳ.",
    )

    def clean(self) -> dict[str, Any]:
        """Places keep those whose units have filled the form in."""
        cleaned = super().clean()
        if self.instance.pk and (problems := problems_of_places(self.instance, cleaned.get("places") or ())):
            self.add_error("places", ValidationError(problems))
        return cleaned


class DefinitionFile(forms.Form):
    """A file with the definition of a form."""

    definition = forms.FileField(label="Tệp định nghĩa biểu mẫu (.json)")


class PartFormSet(BaseInlineFormSet):
    """The parts of one kind; `together` holds the formsets of all kinds, so that the last can look at the whole."""

    together: tuple["PartFormSet", ...] = ()

    def parts(self) -> list[Any]:
        """The rows as they will be, as far as their own fields are sound, in their order."""
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        rows = [form.instance for form in kept if not form.cleaned_data.get("DELETE")]
        return sorted(rows, key=lambda row: getattr(row, "position", None) or 0)

    def clean(self) -> None:
        """Check the definition as a whole, once, with all that is wrong with it."""
        super().clean()
        if not self.together or self is not self.together[-1]:
            return
        columns, rows, cells = (formset.parts() for formset in self.together)
        problems = problems_of_parts(self.instance, columns, rows, cells)
        if problems := problems or problems_of_change(self.instance, columns, rows, cells):
            raise ValidationError(problems)


class PartInline(admin.TabularInline):
    """Rows of a form's definition."""

    form = NormalisedForm
    formset = PartFormSet
    extra = 0


class ColumnInline(PartInline):
    model = FormColumn
    fields = ("position", "key", "headings", "kind", "content", "decimals", "money_unit", "adds", "width")


class RowInline(PartInline):
    model = FormRow
    fields = ("position", "key", "marker", "label", "kind", "formula", "subject", "decimals")


class CellInline(PartInline):
    model = FormCell
    fields = ("row_key", "column_key", "kind", "content")


@admin.register(OfficialForm)
class OfficialFormAdmin(HistoryAdmin):
    form = OfficialFormForm
    inlines = (ColumnInline, RowInline, CellInline)
    change_form_template = "admin/official/change_form.html"
    change_list_template = "admin/official/change_list.html"
    fieldsets = (
        (None, {"fields": (("code", "label"), "title", ("state", "is_verified"))}),
        ("Nguồn gốc", {"fields": ("document", "origin", "replaces", "position")}),
        (
            "Ai lập, kỳ nào, ở đâu",
            {"fields": ("levels", "period_kinds", "places", ("applies_from", "applies_to"))},
        ),
        (
            "Cách trình bày và cộng",
            {"fields": ("unit_line", ("rows_mode", "rows_heading"), ("total_first", "sum_skips_blanks"), "notes")},
        ),
    )
    autocomplete_fields = ("document", "replaces", "places")
    readonly_fields = ("state", "applies_from", "applies_to")
    list_display = ("label", "title", "code", "state", "verified", "years")
    list_filter = ("is_in_use", "is_verified", "rows_mode")
    search_fields = ("code", "label", "title")

    @admin.display(description="đã đối chiếu", boolean=True, ordering="is_verified")
    def verified(self, form: OfficialForm) -> bool:
        return form.is_verified

    @admin.display(description="tình trạng", ordering="is_in_use")
    def state(self, form: OfficialForm) -> str:
        return form.state_on(timezone.localdate())

    @admin.display(description="các kỳ kết thúc", ordering="applies_from")
    def years(self, form: OfficialForm) -> str:
        if form.applies_from is None and form.applies_to is None:
            return ""
        first, last = (f"{day:%d/%m/%Y}" if day else "…" for day in (form.applies_from, form.applies_to))
        return f"{first} - {last}"

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> tuple[list[Any], list[Any]]:
        """Let each formset know the others: formulas in one speak of rows in another."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            formset.together = tuple(formsets)
        return formsets, inlines

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        return super().change_view(request, object_id, form_url, {"sources": sources()} | (extra_context or {}))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        return super().add_view(request, form_url, {"sources": sources()} | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        """The pages of a form beside Django's own."""
        view = self.admin_site.admin_view
        return [
            path("definition/", view(self.take_in), name="planning_officialform_take_in"),
            path("<int:pk>/preview/", view(self.preview), name="planning_officialform_preview"),
            path("<int:pk>/definition/", view(self.file), name="planning_officialform_file"),
            path("<int:pk>/copy/", view(self.copy), name="planning_officialform_copy"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The header and the empty form, as units will see it."""
        form = self._found(request, pk)
        definition = definition_of(form)
        table = blank_table(form, definition) if definition.columns else None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": form,
            "title": str(form),
            "table": table,
            "header": header_rows(table.columns) if table else [],
        }
        return TemplateResponse(request, "admin/official/preview.html", context)

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The definition as a file."""
        form = self._found(request, pk)
        headers = {"Content-Disposition": f'attachment; filename="{form.code}.json"'}
        return HttpResponse(definition_file(form), content_type="application/json", headers=headers)

    def copy(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A new version of the form, led to at once."""
        form = self._found(request, pk)
        if request.method != "POST" or not self.has_add_permission(request):
            raise PermissionDenied
        made = copy_form(form, by=cast(User, request.user), at=timezone.now())
        self.message_user(request, f"Đã sao thành biểu “{made.code}”, chưa dùng; sửa xong hãy chọn “đang dùng”.")
        return redirect("admin:planning_officialform_change", made.pk)

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """A form from a file; all that is wrong with it at once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = DefinitionFile(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                made = form_from_file(
                    form.cleaned_data["definition"].read(),
                    by=cast(User, request.user),
                    at=timezone.now(),
                )
            except BadDefinition as refusal:
                form.add_error("definition", ValidationError(refusal.problems))
            else:
                self.message_user(request, f"Đã nhập biểu “{made.code}”, chưa dùng.", messages.SUCCESS)
                return redirect(reverse("admin:planning_officialform_change", args=[made.pk]))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "form": form,
            "title": "Nhập biểu mẫu từ tệp",
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/official/take_in.html", context, status=status)

    def _found(self, request: HttpRequest, pk: int) -> OfficialForm:
        rows: QuerySet[OfficialForm] = self.get_queryset(request)
        form = get_object_or_404(rows, pk=pk)
        if not self.has_view_permission(request, form):
            raise PermissionDenied
        return form
