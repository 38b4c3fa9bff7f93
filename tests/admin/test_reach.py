"""Staff reach in the admin what their posts reach, and nothing is changed from an old state of a row."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from planning.admin.people import PermissionsField
from planning.places.agencies import Agency
from planning.places.units import UnitGroup
from tests.admin.conftest import allow, signed_in, stranger_with


def agency_data(unit, **more):
    return {"code": "moi", "name": "Cơ quan mới", "unit": unit.pk, "sector": "general"} | more


def grant(person, *codenames):
    person.user_permissions.add(*Permission.objects.filter(codename__in=codenames))


def test_an_officer_changes_agencies_of_their_own_unit_only(officer, plan, office_elsewhere):
    client = signed_in(officer)
    own = Agency.objects.get(code="pkt")

    for agency, status in ((own, 302), (office_elsewhere, 403)):
        where = reverse("admin:planning_agency_change", args=[agency.pk])
        response = client.post(where, agency_data(agency.unit, code=agency.code, name="Đổi tên"))
        agency.refresh_from_db()

        assert (response.status_code, agency.name == "Đổi tên") == (status, status == 302)


def test_an_officer_cannot_put_an_agency_into_another_unit(officer, places):
    response = signed_in(officer).post(reverse("admin:planning_agency_add"), agency_data(places.ba_to))

    assert response.context["adminform"].form.errors.as_data().keys() == {"unit"}
    assert not Agency.objects.exists()


def test_an_officer_does_not_delete_an_agency_of_another_unit(officer, office_elsewhere):
    where = reverse("admin:planning_agency_delete", args=[office_elsewhere.pk])

    response = signed_in(officer).post(where, {"post": "yes"})

    assert response.status_code == 403
    assert Agency.objects.get() == office_elsewhere


def test_a_group_of_no_unit_is_the_superusers(officer, mountain_districts, places):
    grant(officer, "view_unitgroup", "add_unitgroup", "change_unitgroup")
    client = signed_in(officer)
    inline = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    where = reverse("admin:planning_unitgroup_change", args=[mountain_districts.pk])

    changed = client.post(where, inline | {"code": "x", "name": "Đổi"})
    added = client.post(reverse("admin:planning_unitgroup_add"), inline | {"code": "y", "name": "Nhóm chung"})

    assert changed.status_code == 403
    assert added.context["adminform"].form.errors.as_data().keys() == {"former_unit"}
    assert list(UnitGroup.objects.all()) == [mountain_districts]


def test_staff_see_the_plans_they_reach(officer, plan, province_plan):
    grant(officer, "view_plan", "view_planevent")

    found = signed_in(officer).get(reverse("admin:planning_plan_changelist")).context["cl"].queryset

    assert list(found) == [plan]


def test_the_history_of_a_plan_out_of_reach_is_not_shown(officer, plan, province_plan):
    grant(officer, "view_plan", "change_plan")
    client = signed_in(officer)

    assert client.get(reverse("admin:planning_plan_history", args=[plan.pk])).status_code == 200
    assert client.get(reverse("admin:planning_plan_history", args=[province_plan.pk])).status_code == 403
    assert client.get(reverse("admin:planning_plan_change", args=[province_plan.pk])).status_code == 302


def test_nobody_writes_a_plan_here(desk, plan):
    where = reverse("admin:planning_plan_change", args=[plan.pk])

    assert desk.post(where, {"status": "issued"}).status_code == 403
    assert desk.get(reverse("admin:planning_plan_add")).status_code == 403
    assert desk.post(reverse("admin:planning_plan_delete", args=[plan.pk]), {"post": "yes"}).status_code == 403


def test_an_old_state_cannot_be_restored_from_the_history(desk, plan):
    first = plan.history.last()
    plan.subject = "Trích yếu mới"
    plan.save()

    response = desk.post(f"/admin/planning/plan/{plan.pk}/history/{first.pk}/", {})

    plan.refresh_from_db()
    assert response.status_code in {302, 404}
    assert plan.subject == "Trích yếu mới"


@pytest.mark.parametrize("page", ["planning_user_changelist", "auth_group_changelist"])
def test_accounts_are_the_superusers_alone(page, officer):
    grant(officer, "view_user", "change_user", "view_group", "change_group")

    assert signed_in(officer).get(reverse(f"admin:{page}")).status_code == 403


def test_a_person_is_added_with_full_name_and_password(desk):
    data = {"username": "nam", "full_name": "Đỗ Nam", "usable_password": "true"}
    inline = {"posts-TOTAL_FORMS": 0, "posts-INITIAL_FORMS": 0}
    passwords = {"password1": "mot-mat-khau-dai", "password2": "mot-mat-khau-dai"}

    response = desk.post(reverse("admin:planning_user_add"), data | inline | passwords)

    assert response.status_code == 302
    assert desk.get(response.url).context["original"].full_name == "Đỗ Nam"


def test_permissions_are_offered_in_vietnamese(everything, desk):
    form = desk.get(reverse("admin:auth_group_add")).context["adminform"].form

    labels = [label for _, label in form.fields["permissions"].choices]

    assert isinstance(form.fields["permissions"], PermissionsField)
    assert "cơ quan: sửa" in labels
    assert [label for label in labels if "Can " in label or "historical" in label] == []


def test_importing_takes_a_permission_of_its_own(officer, places):
    client, where = signed_in(officer), reverse("admin:planning_agency_import")

    before = client.get(where).status_code
    allow(officer, "import_agency")

    assert (before, client.get(where).status_code) == (403, 200)


def test_permission_to_import_is_not_enough_to_write(places):
    client = stranger_with(is_staff=True)
    person = client.get(reverse("admin:index")).wsgi_request.user
    allow(person, "import_agency", "view_agency")

    assert client.get(reverse("admin:planning_agency_import")).status_code == 403
    assert client.post(reverse("admin:planning_agency_process_import"), {}).status_code == 403
