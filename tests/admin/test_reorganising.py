"""Keepers merge units, publish and undo in the admin; others do not."""

from datetime import date

import pytest
from django.urls import reverse

from planning.places.units import Reorganisation, Succession, Unit
from tests.admin.conftest import signed_in
from tests.indicators.storing import store, total_of, value


@pytest.fixture
def draft(db):
    return Reorganisation.objects.create(code="2027", name="Sắp xếp năm 2027", effective_on=date(2027, 1, 1))


@pytest.fixture
def form(places):
    return {
        "merged": [places.ba_dinh.pk, places.ba_to.pk],
        "code": places.ba_dinh.code,
        "prefix": "Xã",
        "name": "Ba Mới",
        "kind": "commune",
        "parent": places.province.pk,
    }


def merge_page(draft):
    return reverse("admin:planning_reorganisation_merge", args=[draft.pk])


def act(client, action, *chosen, **more):
    data = {"action": action, "_selected_action": [each.pk for each in chosen]} | (more or {"confirmed": 1})
    return client.post(reverse("admin:planning_reorganisation_changelist"), data, follow=True)


def said(response):
    return str(list(response.context["messages"])[-1])


def test_a_keeper_merges_units_and_undoes_it(desk, draft, form, places):
    offered = desk.get(merge_page(draft))
    response = desk.post(merge_page(draft), form)

    unit = Unit.objects.get(name="Ba Mới")
    undone = act(desk, "undo_chosen", draft)

    assert offered.status_code == 200
    assert response.status_code == 302
    assert (unit.code, unit.valid_from) == (places.ba_dinh.code, date(2027, 1, 1))
    assert said(undone) == "Đã hoàn tác: Sắp xếp năm 2027."
    assert not Unit.objects.filter(name="Ba Mới").exists()


@pytest.mark.parametrize("action", ["publish_chosen", "undo_chosen"])
def test_what_cannot_be_taken_back_is_confirmed_first(action, desk, draft, form):
    desk.post(merge_page(draft), form)

    page = act(desk, action, draft, index=0)

    draft.refresh_from_db()
    [(listed, rearranged)] = page.context["listed"]
    assert (listed, draft.published_on, Unit.objects.filter(name="Ba Mới").count()) == (draft, None, 1)
    assert rearranged == "<div>xã Ba Mới (21499): từ xã Ba Tơ cũ (21484); xã Ba Dinh cũ (21499)</div>"


def test_a_published_reorganisation_is_not_undone(desk, draft, form):
    desk.post(merge_page(draft), form)

    published = act(desk, "publish_chosen", draft)
    refused = act(desk, "undo_chosen", draft)

    assert said(published) == "Đã công bố: Sắp xếp năm 2027."
    assert said(refused) == "Sắp xếp năm 2027: Sắp xếp năm 2027 đã công bố, không sửa hoặc hoàn tác được."
    assert desk.get(reverse("admin:planning_reorganisation_change", args=[draft.pk])).status_code == 200


def test_a_merger_that_cannot_be_says_why(desk, draft, form, places):
    former = desk.post(merge_page(draft), form | {"merged": [places.ba_giang.pk]})
    taken = desk.post(merge_page(draft), form | {"merged": [places.ba_to.pk]})
    empty = desk.post(merge_page(draft), {"code": ""})

    assert former.context["form"].non_field_errors() == ["xã Ba Giang cũ (21500) không tồn tại ngay trước 01/01/2027."]
    assert "Mã này đang được một đơn vị khác sử dụng." in str(taken.context["form"].errors)
    assert empty.status_code == 200
    assert Succession.objects.filter(reorganisation=draft).count() == 0


def test_nobody_else_merges_or_undoes(draft, form, lan):
    lan.is_staff = True
    lan.save()
    client = signed_in(lan)

    assert client.get(merge_page(draft)).status_code == 403
    assert act(client, "undo_chosen", draft).status_code == 403


def test_the_share_of_a_division_is_stated_later(desk, places):
    succession = Succession.objects.get(predecessor=places.ba_giang)
    Succession.objects.filter(pk=succession.pk).update(is_partial=True)

    response = desk.post(reverse("admin:planning_succession_change", args=[succession.pk]), {"share": "0,4"})

    succession.refresh_from_db()
    assert response.status_code == 302
    assert str(succession.share) == "0.400000"


def divide_page(draft):
    return reverse("admin:planning_reorganisation_divide", args=[draft.pk])


@pytest.fixture
def division(places):
    """Ba Tơ becomes two communes, of which one gets three tenths of its figures."""
    data = {"divided": places.ba_to.pk, "parts-TOTAL_FORMS": 3, "parts-INITIAL_FORMS": 0}
    for place, (code, name, share) in enumerate([("21484", "Ba Tơ", "0,7"), ("21485", "Ba Bích", "0,3")]):
        fields = {"code": code, "prefix": "Xã", "name": name, "kind": "commune", "parent": places.province.pk}
        data |= {f"parts-{place}-{key}": value for key, value in (fields | {"share": share}).items()}
    return data


def test_a_keeper_divides_a_unit_with_stated_shares(desk, draft, division, places):
    offered = desk.get(divide_page(draft))
    response = desk.post(divide_page(draft), division)

    parts = Succession.objects.filter(predecessor=places.ba_to).order_by("-share")
    assert (offered.status_code, response.status_code) == (200, 302)
    assert [(part.successor.name, str(part.share), part.is_partial) for part in parts] == [
        ("Ba Tơ", "0.700000", True),
        ("Ba Bích", "0.300000", True),
    ]


def test_a_division_whose_shares_are_not_the_whole_says_so(desk, draft, division):
    response = desk.post(divide_page(draft), division | {"parts-1-share": "0,2"})

    [words] = response.context["form"].non_field_errors()
    assert words == "Tỷ lệ của các đơn vị mới phải đủ và cộng lại bằng 1, hoặc để trống tất cả."
    assert not Succession.objects.filter(reorganisation=draft).exists()


def test_a_unit_is_not_divided_into_one(desk, draft, division):
    response = desk.post(divide_page(draft), division | {"parts-TOTAL_FORMS": 1})

    assert response.status_code == 200
    assert not Succession.objects.filter(reorganisation=draft).exists()


def test_what_was_rearranged_can_be_looked_at_and_its_day_stays(desk, draft, form, division):
    desk.post(merge_page(draft), form | {"merged": [form["merged"][0]]})
    desk.post(divide_page(draft), division)

    page = desk.get(reverse("admin:planning_reorganisation_change", args=[draft.pk]))

    shown = page.context["adminform"].model_admin.rearranged(draft)
    assert shown == (
        "<div>xã Ba Tơ (21484): từ xã Ba Tơ cũ (21484), một phần 0,7</div>"
        "<div>xã Ba Bích (21485): từ xã Ba Tơ cũ (21484), một phần 0,3</div>"
        "<div>xã Ba Mới (21499): từ xã Ba Dinh cũ (21499)</div>"
    )
    assert "effective_on" in page.context["adminform"].readonly_fields
    assert shown in page.content.decode()


def test_shares_that_are_not_yet_the_whole_are_told(desk, draft, division, places):
    desk.post(divide_page(draft), division)
    part = Succession.objects.get(predecessor=places.ba_to, share__gt="0.5")

    response = desk.post(reverse("admin:planning_succession_change", args=[part.pk]), {"share": "0,5"}, follow=True)

    words = [str(each) for each in response.context["messages"]]
    assert "Tỷ lệ của xã Ba Tơ cũ (21484) cộng lại là 0,8, chưa bằng 1 nên số liệu chưa chia được." in words


def test_totals_follow_a_unit_that_is_changed_on_its_own_page(desk, places, indicator):
    houses = indicator("houses", "Số nhà", unit="nhà", decimals=0, adds_up="sum")
    store(houses, 2024, {places.district: value(1000), places.old_ba_dinh: value(30)})
    before = total_of(places.old_province, houses, 2024).figure
    page = reverse("admin:planning_unit_change", args=[places.ba_giang.pk])
    empty = {f"successions_{way}-{key}": 0 for way in ("in", "out") for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    kept = {"successions_out-INITIAL_FORMS": 1, "successions_out-TOTAL_FORMS": 1}
    succession = places.ba_giang.successions_out.get()
    kept |= {"successions_out-0-id": succession.pk, "successions_out-0-predecessor": places.ba_giang.pk}

    response = desk.post(page, empty | kept | {"valid_to": "01/03/2024"})

    assert response.status_code == 302
    assert (before, total_of(places.old_province, houses, 2024).figure) == (1000, 30)
