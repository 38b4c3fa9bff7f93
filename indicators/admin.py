"""Indicators and their headings in the admin."""

from django.contrib import admin

from indicators.models import Dimension, Indicator
from planning.admin.base import HistoryAdmin, ReferenceAdmin
from planning.admin.resources import ReferenceResource


class DimensionResource(ReferenceResource):
    class Meta:
        model = Dimension
        fields = ("code", "name", "position")
        import_id_fields = ("code",)


@admin.register(Dimension)
class DimensionAdmin(ReferenceAdmin):
    resource_classes = (DimensionResource,)
    fields = ("code", "name", "position")
    list_display = ("position", "name", "code")
    list_display_links = ("name",)
    search_fields = ("name", "code")


class IndicatorResource(ReferenceResource):
    class Meta:
        model = Indicator
        fields = (
            "code",
            "name",
            "dimension",
            "component",
            "unit_of_measure",
            "decimals",
            "better",
            "adds_up",
            "part_of",
            "position",
        )
        import_id_fields = ("code",)


@admin.register(Indicator)
class IndicatorAdmin(ReferenceAdmin, HistoryAdmin):
    resource_classes = (IndicatorResource,)
    fields = (
        "code",
        "name",
        ("dimension", "position"),
        "component",
        ("unit_of_measure", "decimals"),
        ("better", "adds_up"),
        "part_of",
    )
    autocomplete_fields = ("dimension", "component")
    list_display = ("name", "code", "dimension", "unit_of_measure", "adds_up")
    list_filter = ("dimension", "adds_up")
    list_select_related = ("dimension",)
    search_fields = ("name", "code")
