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
            "definition",
            "is_verified",
            "population",
            "age_range",
            "territory",
            "unit_of_measure",
            "decimals",
            "better",
            "adds_up",
            "numerator",
            "denominator",
            "review_numerator",
            "review_denominator",
            "valid_from",
            "valid_to",
            "replaces",
            "part_of",
            "position",
        )
        import_id_fields = ("code",)


@admin.register(Indicator)
class IndicatorAdmin(ReferenceAdmin, HistoryAdmin):
    resource_classes = (IndicatorResource,)
    fieldsets = (
        (None, {"fields": ("code", "name", ("dimension", "position"), "component", "part_of")}),
        ("Khái niệm", {"fields": ("definition", "is_verified", "population", "age_range", "territory")}),
        ("Cách đo", {"fields": (("unit_of_measure", "decimals"), "better")}),
        (
            "Cách tổng hợp",
            {
                "fields": (
                    "adds_up",
                    ("numerator", "denominator"),
                    ("review_numerator", "review_denominator"),
                ),
                "description": "Tỷ lệ của nhiều đơn vị tính lại từ tổng tử số và tổng mẫu số, không cộng, "
                "không lấy trung bình.",
            },
        ),
        ("Hiệu lực", {"fields": (("valid_from", "valid_to"), "replaces")}),
    )
    autocomplete_fields = ("dimension", "component", "replaces", "part_of")
    list_display = ("name", "code", "dimension", "unit_of_measure", "adds_up", "valid_from", "valid_to")
    list_filter = ("dimension", "adds_up", "better", "is_verified")
    list_select_related = ("dimension",)
    search_fields = ("name", "code")
