"""What the admin's own forms add to Django's, and what a list costs."""

from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.places.agencies import Agency
from planning.plans.programmes import Programme
from projects.models import Component


def test_the_levels_of_a_programme_are_written_one_to_a_line(desk, programme):
    where = reverse("admin:planning_programme_change", args=[programme.pk])
    data = {"code": "CT-MAU", "name": "Chương trình mẫu", "first_year": 2026, "last_year": 2035}

    shown = desk.get(where).content.decode()
    saved = desk.post(where, data | {"level_labels": "Hợp phần\r\n\r\n Nội dung thành phần \r\nNội dung"})

    assert "Dự án\nTiểu dự án</textarea>" in shown
    assert saved.status_code == 302
    assert Programme.objects.get().level_labels == ["Hợp phần", "Nội dung thành phần", "Nội dung"]


@pytest.mark.parametrize(
    ("programme_code", "parent", "fault"),
    [
        ("CT-KHAC", "DA2", "Phải thuộc cùng một chương trình."),
        ("CT-MAU", "DA1", "Không thể thuộc chính mình."),
    ],
)
def test_a_component_lies_under_another_of_its_programme(programme_code, parent, fault, desk, programme, component):
    Programme.objects.create(code="CT-KHAC", name="Chương trình khác", first_year=2026, last_year=2030)
    project = component("DA1")
    chosen = {"programme": Programme.objects.get(code=programme_code).pk, "parent": component(parent).pk}
    data = chosen | {"code": "DA1", "name": "Sinh kế", "position": 9}

    response = desk.post(reverse("admin:projects_component_change", args=[project.pk]), data)

    assert response.context["adminform"].form.errors["parent"] == [fault]


def test_what_was_saved_out_of_reach_is_undone(officer, office_elsewhere, rf):
    """The form offers one's own units only; should a row leave reach on the way, the request fails."""
    request = rf.post("/")
    request.user = officer
    form = SimpleNamespace(instance=office_elsewhere, save_m2m=lambda: None)

    with pytest.raises(PermissionDenied):
        admin.site._registry[Agency].save_related(request, form, [], change=True)


@pytest.mark.parametrize("model", ["planning_unit", "planning_agency", "projects_component", "indicators_indicator"])
def test_a_list_costs_the_same_with_one_row_and_with_more(model, desk, everything, office_elsewhere):
    where = reverse(f"admin:{model}_changelist")
    found = desk.get(where).context["cl"].queryset
    keys = list(found.values_list("pk", flat=True))

    costs = []
    for chosen in (keys[:1], keys):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(where, {"id__in": ",".join(map(str, chosen))})
        costs.append(len(queries))

    assert len(keys) > 1
    assert costs[0] == costs[1]


def test_the_root_of_a_programme_needs_no_parent(desk, programme):
    root = Component.objects.get(code="CT")
    data = {"programme": programme.pk, "parent": "", "code": "CT", "name": "Chương trình mẫu", "position": 1}

    response = desk.post(reverse("admin:projects_component_change", args=[root.pk]), data)

    assert response.status_code == 302
