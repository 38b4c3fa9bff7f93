"""Reporting periods to look up: their days, what was sent and extended, and the files behind reports.

They are opened, locked and answered in the application's own screens, which keep each deed's reason; here an
administrator finds out what was done, for units of any province.
"""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from planning.admin.base import HistoryAdmin, ReadOnlyAdmin
from planning.plans.periods import ReportingPeriod
from planning.tracking.attachments import Attachment
from planning.tracking.submissions import Deadline, Extension, Submission


class DeadlineInline(admin.TabularInline):
    model = Deadline
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: ReportingPeriod | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ReportingPeriod | None = None) -> bool:
        return False


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(ReadOnlyAdmin, HistoryAdmin):
    inlines = (DeadlineInline,)
    date_hierarchy = "ends_on"
    list_display = ("slug", "unit", "kind", "first_year", "last_year", "ends_on", "opens_on", "locked_at")
    list_filter = ("kind", "programme", "first_year")
    list_select_related = ("unit",)
    search_fields = ("slug", "unit__search_name")


# What the pages of units' rows are found and narrowed by.
BY_PERIOD = ("period__kind", "period__first_year")
WORDS = ("period__slug", "unit__search_name")


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin, HistoryAdmin):
    date_hierarchy = "sent_at"
    list_display = ("unit", "period", "state", "sent_at", "sent_by", "note")
    list_filter = ("state", *BY_PERIOD)
    list_select_related = ("period__unit", "unit", "sent_by")
    search_fields = WORDS


@admin.register(Extension)
class ExtensionAdmin(ReadOnlyAdmin, HistoryAdmin):
    list_display = ("unit", "period", "due_on", "reason", "granted_by", "granted_at")
    list_filter = BY_PERIOD
    list_select_related = ("period__unit", "unit", "granted_by")
    search_fields = WORDS


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyAdmin, HistoryAdmin):
    exclude = ("content",)
    date_hierarchy = "added_at"
    list_display = ("name", "unit", "period", "subject", "size", "added_by", "added_at")
    list_filter = BY_PERIOD
    list_select_related = ("period__unit", "unit", "added_by")
    search_fields = ("name", *WORDS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        """Without the contents, of which a page of the list would hold hundreds of megabytes."""
        return super().get_queryset(request).defer("content")
