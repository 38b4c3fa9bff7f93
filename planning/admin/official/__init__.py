"""Official forms in the admin: defined as a whole, previewed, put in use and stopped, copied, kept as files."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.options import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from planning.admin.base import HistoryAdmin
from planning.admin.official.parts import (
    CellInline,
    CheckInline,
    ColumnInline,
    DefinitionFile,
    OfficialFormForm,
    RowInline,
)
from planning.admin.official.using import stop_page, use_page
from planning.documents.headings import header_rows
from planning.official.actions import copy_form
from planning.official.definition import definition_of
from planning.official.exchange import BadDefinition, definition_file, form_from_file
from planning.official.models import OfficialForm
from planning.official.numbering import reader_of, ways_of
from planning.official.papers import blank_table
from planning.official.sources import sources
from planning.people.users import User

Page = Callable[[ModelAdmin, HttpRequest, OfficialForm], HttpResponse]


@admin.register(OfficialForm)
class OfficialFormAdmin(HistoryAdmin):
    form = OfficialFormForm
    inlines = (ColumnInline, RowInline, CellInline, CheckInline)
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

    class Media:
        js = ("js/form-order.js",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What a form came after is no longer changed once it is in use: versions part at a day."""
        return (*self.readonly_fields, "replaces") if obj and obj.is_in_use else self.readonly_fields

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
            path("<int:pk>/use/", view(self.use), name="planning_officialform_use"),
            path("<int:pk>/stop/", view(self.stop), name="planning_officialform_stop"),
            *super().get_urls(),
        ]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The header and the empty form, as units will see it."""
        form = self._found(request, pk)
        definition = definition_of(form)
        table = blank_table(form, definition) if definition.columns else None
        ways = list(ways_of(reader_of(form, definition))) if table else []
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": form,
            "title": str(form),
            "table": table,
            "header": header_rows(table.columns) if table else [],
            "ways": ways,
        }
        return TemplateResponse(request, "admin/official/preview.html", context)

    def use(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put a form in use, once what changes has been looked at."""
        return self._changing(request, pk, use_page)

    def stop(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop a form."""
        return self._changing(request, pk, stop_page)

    def _changing(self, request: HttpRequest, pk: int, page: Page) -> HttpResponse:
        form = self._found(request, pk)
        if not self.has_change_permission(request, form):
            raise PermissionDenied
        return page(self, request, form)

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
        self.message_user(request, f"Đã sao thành biểu “{made.code}”, đang soạn; sửa xong hãy chọn “Đưa vào sử dụng”.")
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
                self.message_user(request, f"Đã nhập biểu “{made.code}”, đang soạn.", messages.SUCCESS)
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
