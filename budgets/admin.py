"""The tree of funding sources in the admin."""

from django.contrib import admin

from budgets.models import FundingSource
from planning.admin.base import ReferenceAdmin
from planning.admin.resources import ReferenceResource


class FundingSourceResource(ReferenceResource):
    class Meta:
        model = FundingSource
        fields = ("code", "name", "short_name", "parent", "position", "has_nature", "is_counted")
        import_id_fields = ("code",)


@admin.register(FundingSource)
class FundingSourceAdmin(ReferenceAdmin):
    resource_classes = (FundingSourceResource,)
    fields = ("code", ("name", "short_name"), ("parent", "position"), "has_nature", "is_counted")
    autocomplete_fields = ("parent",)
    list_display = ("position", "name", "short_name", "parent", "has_nature", "is_counted")
    list_display_links = ("name",)
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "code")
