"""The stock Django admin under this project's name."""

from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class LabelledAutocomplete(AutocompleteJsonView):
    """Offers each row under its `choice_label`, where names alone would not tell rows apart."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        return result | {"text": getattr(obj, "choice_label", result["text"])}


class PlanningAdminSite(admin.AdminSite):
    site_header = "Dữ liệu danh mục"
    site_title = "Dữ liệu danh mục"
    index_title = "Danh mục dùng chung của các kế hoạch"
    site_url = "/"

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one place to sign in; who is signed in but no keeper of these data goes to the plans."""
        if request.user.is_authenticated:
            return redirect("plan-list")
        return redirect(f"{reverse('sign-in')}?next={reverse('admin:index')}")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, LabelledAutocomplete.as_view(admin_site=self)(request))


class PlanningAdminConfig(AdminConfig):
    default_site = "config.admin.PlanningAdminSite"
