"""The tree of funding sources, the rates of counterpart and the watch on payments in the admin."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminBigIntegerFieldWidget

from budgets.models import CounterpartRate, FundingSource, PaymentWatch
from planning.admin.base import NormalisedForm, ReferenceAdmin, RowsAdmin
from planning.admin.resources import ReferenceResource


class FundingSourceResource(ReferenceResource):
    class Meta:
        model = FundingSource
        fields = ("code", "name", "short_name", "parent", "position", "has_nature", "is_counted", "valid_to")
        import_id_fields = ("code",)


@admin.register(FundingSource)
class FundingSourceAdmin(ReferenceAdmin):
    resource_classes = (FundingSourceResource,)
    fields = ("code", ("name", "short_name"), ("parent", "position"), ("has_nature", "is_counted", "valid_to"))
    autocomplete_fields = ("parent",)
    list_display = ("position", "name", "short_name", "parent", "has_nature", "is_counted", "valid_to")
    list_display_links = ("name",)
    list_select_related = ("parent",)
    search_fields = ("name", "short_name", "code")


class CounterpartRateResource(ReferenceResource):
    class Meta:
        model = CounterpartRate
        fields = (
            "code",
            "programme",
            "unit",
            "group",
            "level",
            "source",
            "base",
            "percent",
            "first_year",
            "last_year",
            "rounding",
            "rounding_unit",
            "tolerance",
            "document",
            "note",
        )
        import_id_fields = ("code",)


class CounterpartRateForm(NormalisedForm):
    """Amounts of đồng have room for all their digits: 1000000 showed as 100000."""

    class Meta:
        widgets = {"rounding_unit": AdminBigIntegerFieldWidget}


@admin.register(CounterpartRate)
class CounterpartRateAdmin(ReferenceAdmin):
    """Rates of a province may differ by commune, and then come as a table."""

    resource_classes = (CounterpartRateResource,)
    form = CounterpartRateForm
    unit_field = "unit"
    fields = (
        "code",
        "programme",
        ("unit", "group", "level"),
        ("source", "base", "percent"),
        ("first_year", "last_year"),
        ("rounding", "rounding_unit", "tolerance"),
        "document",
        "note",
    )
    autocomplete_fields = ("unit", "group", "source", "document")
    list_display = ("code", "unit", "group", "level", "source", "percent", "base", "first_year", "last_year")
    list_filter = ("programme", "source", "level")
    list_select_related = ("unit", "group", "source", "document")
    search_fields = ("code", "note")


@admin.register(PaymentWatch)
class PaymentWatchAdmin(RowsAdmin):
    """One row for each programme whose warnings are to come sooner or later than usual."""

    fields = ("programme", "behind", "last_days")
    list_display = ("programme", "behind", "last_days")
    list_select_related = ("programme",)
