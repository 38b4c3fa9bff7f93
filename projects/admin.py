"""The programme's tree of components in the admin."""

from typing import Any

from django.contrib import admin

from planning.admin.base import HistoryAdmin, NormalisedForm, ReferenceAdmin
from planning.admin.resources import ReferenceResource
from projects.models import Component


class ComponentForm(NormalisedForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        parent = cleaned.get("parent")
        if parent and parent.programme != cleaned.get("programme"):
            self.add_error("parent", "Phải thuộc cùng một chương trình.")
        if parent and parent == self.instance:
            self.add_error("parent", "Không thể thuộc chính mình.")
        return cleaned


class ComponentResource(ReferenceResource):
    class Meta:
        model = Component
        fields = (
            "programme",
            "code",
            "name",
            "parent",
            "position",
            "carries_investment",
            "carries_recurrent",
            "sector",
            "note",
        )
        import_id_fields = ("programme", "code")


@admin.register(Component)
class ComponentAdmin(ReferenceAdmin, HistoryAdmin):
    form = ComponentForm
    resource_classes = (ComponentResource,)
    fields = (
        ("programme", "parent"),
        ("code", "position"),
        "name",
        ("carries_investment", "carries_recurrent"),
        "sector",
        "note",
    )
    autocomplete_fields = ("programme", "parent")
    list_display = ("code", "name", "sector", "carries_investment", "carries_recurrent", "programme")
    list_display_links = ("code", "name")
    list_filter = ("programme", "sector")
    list_select_related = ("programme",)
    search_fields = ("code", "name")
