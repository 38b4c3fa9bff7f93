"""Every page of the admin answers, to those it is for, and carries nothing inline."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from tests.admin.conftest import signed_in, stranger_with, table, upload

# A browser refuses each of these under the content-security policy.
INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|\sstyle=|\son[a-z]+=", re.IGNORECASE
)
GARBAGE = ("?q=%00", "?q=%27%22%3C", "?p=x", "?o=9.9", "?nothing=1", "?kind__exact=%00", "?in_being=%00", "?_popup=x")


def pages(name, model_admin, **kwargs):
    opts = model_admin.opts
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", kwargs=kwargs or None)


def registered():
    return [pytest.param(each, id=str(model._meta)) for model, each in admin.site._registry.items()]


def addresses(model_admin, request):
    row = model_admin.model._default_manager.first()
    yield pages("changelist", model_admin)
    yield pages("change", model_admin, object_id=row.pk)
    yield pages("history", model_admin, object_id=row.pk)
    if model_admin.has_add_permission(request):
        yield pages("add", model_admin)
        yield pages("delete", model_admin, object_id=row.pk)
    if hasattr(model_admin, "resource_classes"):
        yield pages("import", model_admin)
        yield pages("export", model_admin)


@pytest.mark.parametrize("model_admin", registered())
def test_every_page_answers_and_holds_nothing_inline(model_admin, everything, desk, keeper, rf):
    request = rf.get("/")
    request.user = keeper
    may_delete = model_admin.has_delete_permission(request)

    for address in addresses(model_admin, request):
        response = desk.get(address)

        assert response.status_code == (403 if "/delete/" in address and not may_delete else 200), address
        assert INLINE.findall(response.content.decode()) == [], address


@pytest.mark.parametrize("model_admin", registered())
@pytest.mark.parametrize("query", GARBAGE)
def test_garbage_in_the_query_is_no_failure(model_admin, query, everything, desk):
    response = desk.get(pages("changelist", model_admin) + query)

    assert response.status_code in {200, 302, 400}


@pytest.mark.parametrize("model_admin", registered())
def test_a_key_that_is_no_number_names_no_row(model_admin, everything, desk):
    for page in ("change", "history", "delete"):
        assert desk.get(pages(page, model_admin, object_id="abc")).status_code in {302, 403, 404}


@pytest.mark.parametrize("model_admin", registered())
def test_a_stranger_is_sent_to_sign_in(model_admin, db):
    response = Client().get(pages("changelist", model_admin))

    assert response.status_code == 302
    assert response.url.startswith((reverse("sign-in"), reverse("admin:login")))


@pytest.mark.parametrize("model_admin", registered())
def test_a_person_who_is_not_staff_is_refused(model_admin, lan):
    response = signed_in(lan).get(pages("changelist", model_admin))

    assert response.status_code == 302
    assert response.url.startswith(reverse("admin:login"))


def test_staff_without_permissions_see_an_empty_desk(db):
    client = stranger_with(is_staff=True)

    response = client.get(reverse("admin:index"))

    assert response.context["app_list"] == []


def test_units_are_found_without_accents_and_by_code(everything, desk, places):
    for words in ("ba dinh", "BA DINH", "21499"):
        found = desk.get(reverse("admin:planning_unit_changelist"), {"q": words}).context["cl"].queryset

        assert set(found) == {places.ba_dinh, places.old_ba_dinh}


def test_the_units_of_a_province_are_found_by_its_name(everything, desk, places):
    query = {"q": "quang ngai", "in_being": "yes"}

    found = desk.get(reverse("admin:planning_unit_changelist"), query).context["cl"].queryset

    assert set(found) == {places.province, places.ba_dinh, places.ba_to}


def test_units_that_ended_are_a_filter_away(everything, desk, places):
    found = desk.get(reverse("admin:planning_unit_changelist"), {"in_being": "no"}).context["cl"].queryset

    assert set(found) == {places.old_province, places.district, places.old_ba_dinh, places.ba_giang}


def test_a_unit_keeps_its_name_and_does_not_vanish(desk, places):
    where = {"object_id": places.ba_to.pk}
    management = {
        f"{prefix}-{name}": 0
        for prefix in ("successions_in", "successions_out")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }

    saved = desk.post(
        reverse("admin:planning_unit_change", kwargs=where), management | {"name": "Khác", "valid_to": "31/12/2026"}
    )
    deleted = desk.post(reverse("admin:planning_unit_delete", kwargs=where), {"post": "yes"})

    places.ba_to.refresh_from_db()
    assert (saved.status_code, deleted.status_code) == (302, 403)
    assert (places.ba_to.name, f"{places.ba_to.valid_to}") == ("Ba Tơ", "2026-12-31")


def test_many_rows_are_not_deleted_at_once(everything, desk):
    data = {"action": "delete_selected", "_selected_action": ["1", "2"], "post": "yes"}

    response = desk.post(reverse("admin:planning_agency_changelist"), data)

    assert response.status_code == 200 or response.url.endswith("/agency/")
    assert "delete_selected" not in response.content.decode()


def test_units_are_offered_those_in_being_first_and_a_null_is_no_failure(desk, places):
    query = {"term": "ba\0 dinh", "app_label": "planning", "model_name": "agency", "field_name": "unit"}

    found = desk.get(reverse("admin:autocomplete"), query).json()["results"]

    assert [row["text"] for row in found] == [
        "xã Ba Dinh (21499), tỉnh Quảng Ngãi",
        "xã Ba Dinh cũ (21499), huyện Ba Tơ",
    ]


@pytest.mark.parametrize("rows", [[["y-te", "Y tế", "51", "Y tế"]], [["", "", "999", "?"]]])
def test_a_preview_holds_nothing_inline(rows, desk, everything):
    response = upload(desk, table(*rows))

    assert response.status_code == 200
    assert INLINE.findall(response.content.decode()) == []
