"""What every page of the admin keeps to: rows within reach, clean input, imports closed by default."""

import unicodedata
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import ForeignKey, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.text import capfirst, slugify
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ConfirmImportForm, ExportForm
from import_export.results import Result
from simple_history.admin import SimpleHistoryAdmin

from planning.admin.changes import ChangesInWords
from planning.formats import fold
from planning.people.reach import units_of
from planning.people.roles import Action
from planning.places.units import Unit

FORMATS = [XLSX, CSV]
SEALED_FILE = signing.Signer(salt="planning.admin.import")


class NormalisedForm(forms.ModelForm):
    """Text reaches the database in NFC, whichever keyboard it was typed on."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {
            name: unicodedata.normalize("NFC", value) if isinstance(value, str) else value
            for name, value in cleaned.items()
        }


class RowsAdmin(admin.ModelAdmin):
    """Pages that show and change rows within the user's reach.

    `unit_field` is the field by which a row belongs to a unit, "" for tables common to all. A row of a table
    with units whose own unit is blank is common to all as well, and only superusers change it.
    """

    form: type[forms.ModelForm] = NormalisedForm
    unit_field = ""
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def editable_rows(self, request: HttpRequest) -> QuerySet:
        """The rows `request.user` may change, import and delete, as far as their units decide."""
        rows = self.model._default_manager.all()
        if request.user.is_superuser or not self.unit_field:
            return rows
        return rows.filter(**{f"{self.unit_field}__in": self.own_units(request)})

    def own_units(self, request: HttpRequest) -> QuerySet[Unit]:
        """The units to which `request.user` may assign rows."""
        return units_of(request.user, Action.EDIT)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_view_permission(request, obj) and self._is_among(self.get_queryset, request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_among(self.editable_rows, request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_delete_permission(request, obj) and self._is_among(self.editable_rows, request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """No deletion of many rows at once: each is deleted by itself, after a look at what hangs on it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list, dict, set, list]:
        """List what goes with a row, except the bare links to other rows, which have no name for a reader."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        links: list[Any] = [field.remote_field.through for field in self.opts.many_to_many]
        for link in links:
            counts.pop(link._meta.verbose_name_plural, None)
        beginnings = tuple(f"{capfirst(link._meta.verbose_name)}:" for link in links)
        return _without(deleted, beginnings), counts, needed, protected

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Refuse the one character that some databases cannot compare with anything."""
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest("Null characters are not allowed.")
        return super().changelist_view(request, extra_context)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Answer a key that is no number with 404; the library passes it to the database."""
        if not unquote(object_id).isdecimal():
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != self.unit_field or request.user.is_superuser:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs |= {"queryset": self.own_units(request), "required": True}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save, then look again, inside the transaction: what was saved must still be within reach."""
        super().save_related(request, form, formsets, change)
        if not self._is_among(self.editable_rows, request, form.instance):
            raise PermissionDenied

    def _is_among(self, rows: Any, request: HttpRequest, obj: Model | None) -> bool:
        return obj is None or request.user.is_superuser or rows(request).filter(pk=obj.pk).exists()


class ReadOnlyAdmin(RowsAdmin):
    """Pages to look at: what they show is written elsewhere."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class HistoryAdmin(RowsAdmin, SimpleHistoryAdmin):
    """Pages of a model with a history: who changed what, and when.

    The library's page that returns a row to an old state is left out: it saves for everyone who may view.
    """

    object_history_list_template = "admin/history/list.html"

    def get_urls(self) -> list[URLPattern]:
        return [url for url in super().get_urls() if not (url.name or "").endswith("_simple_history")]

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> ChangesInWords:
        return ChangesInWords(self.model, historical_record)


class SealedConfirmForm(ConfirmImportForm):
    """The second step names the file that the first step kept; the seal keeps it from naming any other."""

    format = forms.TypedChoiceField(
        choices=[(str(i), "") for i in range(len(FORMATS))], widget=forms.HiddenInput, coerce=int
    )

    def clean_import_file_name(self) -> str:
        try:
            return SEALED_FILE.unsign(self.cleaned_data["import_file_name"])
        except signing.BadSignature:
            raise forms.ValidationError("Tệp không còn giá trị. Đề nghị tải tệp lên lại.") from None


class ReferenceAdmin(ImportExportMixin, RowsAdmin):
    """Pages of a small table that is also kept as a file; a file is taken whole or not at all."""

    formats = FORMATS
    export_form_class = ExportForm
    confirm_form_class = SealedConfirmForm
    # With the mark at its start, Excel reads a CSV file as UTF-8.
    to_encoding = "utf-8-sig"

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Importing adds and changes rows, so it takes both permissions and one of its own."""
        return (
            super().has_import_permission(request)
            and self.has_add_permission(request)
            and self.has_change_permission(request)
        )

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        units = self.own_units(request) if self.unit_field else None
        scope = {"rows": self.editable_rows(request), "units": units}
        own = "" if request.user.is_superuser else self.unit_field
        return super().get_import_resource_kwargs(request, **kwargs, **scope, own=own)

    def get_confirm_form_initial(self, request: HttpRequest, import_form: Any) -> dict[str, Any]:
        initial = super().get_confirm_form_initial(request, import_form)
        if initial:
            initial["import_file_name"] = SEALED_FILE.sign(initial["import_file_name"])
        return initial

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Let an invalid row undo the others: at the second step the library would leave it out silently."""
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return super().process_import(request, **kwargs)
        except FileNotFoundError:
            return self._start_again(request, "Tệp này đã được nhập hoặc không còn. Đề nghị tải tệp lên lại.")

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Report success only for what was saved; the library does so for a file that was undone."""
        if result.has_errors() or result.has_validation_errors():
            return self._start_again(request, "Dữ liệu đã thay đổi từ lúc xem trước; chưa nhập dòng nào.")
        return super().process_result(result, request)

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        form.add_error("import_file", "Không đọc được tệp. Đề nghị kiểm tra định dạng đã chọn và nội dung tệp.")

    def get_export_filename(self, request: HttpRequest, queryset: QuerySet, file_format: Any) -> str:
        name = slugify(fold(str(self.opts.verbose_name_plural)))
        return f"{name}-{timezone.localdate().isoformat()}.{file_format.get_extension()}"

    def _start_again(self, request: HttpRequest, message: str) -> HttpResponse:
        self.message_user(request, message, messages.ERROR)
        return redirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_import"))


def _without(names: list, beginnings: tuple[str, ...]) -> list:
    """Leave out of a nested list the names that begin so, and lists that are empty then."""
    parts = (_without(name, beginnings) if isinstance(name, list) else name for name in names)
    return [part for part in parts if part and not str(part).startswith(beginnings)]
