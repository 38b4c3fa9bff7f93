"""Versions of a form: a copy is a draft, what is put in use takes the place of another from a day on."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse

from planning.official.actions import copy_form, save_figures
from planning.official.definition import definition_of
from planning.official.figures import answer_from_forms
from planning.official.models import FormColumn, OfficialForm, forms_of
from planning.official.versions import (
    CannotBeUsed,
    changes_between,
    first_free_day,
    periods_of_versions,
    put_in_use,
    rivals_of,
    stop_using,
)
from planning.places.units import Unit
from planning.sample.forms import drop_forms, use_forms
from tests.official.conftest import NOON, annual

NEXT_YEAR = date(2026, 1, 1)


@pytest.fixture
def next_period(places, programme):
    """The province's annual period of 2026."""
    return annual(places.province, programme, 2026, date(2025, 11, 1))


@pytest.fixture
def copy(counts, keeper, places, fill):
    """A copy of a form that a commune has filled in for 2025."""
    fill(counts, places.ba_dinh, c1=4)
    return copy_form(counts, by=keeper, at=NOON)


def use(form, keeper, day=NEXT_YEAR, places=()):
    put_in_use(form, applies_from=day, places=places, by=keeper, at=NOON)
    form.refresh_from_db()


def stated(form):
    form.refresh_from_db()
    return form.is_in_use, form.applies_from, form.applies_to


def codes(period):
    return [form.code for form in forms_of(period)]


def test_a_copy_is_a_draft_that_no_period_asks_for(copy, period, next_period):
    assert copy.state_on(NOON.date()) == "đang soạn"
    assert [codes(each) for each in (period, next_period)] == [["thieu-hut"], ["thieu-hut"]]


def test_a_version_put_in_use_is_asked_from_its_day_and_the_other_before(copy, counts, keeper, period, next_period):
    use(copy, keeper)

    assert (stated(counts), stated(copy)) == ((True, None, date(2025, 12, 31)), (True, NEXT_YEAR, None))
    assert [codes(each) for each in (period, next_period)] == [["thieu-hut"], ["thieu-hut-2"]]
    assert counts.state_on(NEXT_YEAR) == "đã ngừng"


def test_two_copies_of_a_form_are_never_in_use_side_by_side(copy, counts, keeper, period, next_period):
    use(copy, keeper)
    other = copy_form(counts, by=keeper, at=NOON)

    use(other, keeper)

    assert [codes(each) for each in (period, next_period)] == [["thieu-hut"], ["thieu-hut-3"]]
    assert stated(copy)[0] is False


def test_a_period_with_figures_keeps_its_version(copy, counts, keeper):
    with pytest.raises(CannotBeUsed) as refusal:
        use(copy, keeper, date(2025, 7, 1))

    assert refusal.value.messages == [
        "Biểu thieu-hut đã có số liệu của kỳ năm 2025; kỳ đó giữ bản cũ, hãy chọn ngày sau."
    ]
    assert (stated(counts), stated(copy)) == ((True, None, None), (False, None, None))


def test_a_version_that_follows_another_begins_on_a_day(copy, keeper):
    with pytest.raises(CannotBeUsed) as refusal:
        use(copy, keeper, None)

    assert refusal.value.messages == ["Cần ghi ngày bắt đầu, vì còn bản khác của biểu đang dùng."]


def test_a_faulty_draft_is_not_put_in_use(copy, keeper):
    FormColumn.objects.filter(form=copy, key="c3").update(content="c2/c9")

    with pytest.raises(CannotBeUsed) as refusal:
        use(copy, keeper)

    assert refusal.value.messages == [
        "Cột c3 (Tỷ lệ (%)): công thức “c2/c9” nhắc đến “c9”, biểu không có cột hay dòng này."
    ]


def test_a_version_is_asked_where_the_one_before_was(copy, counts, keeper, places):
    counts.places.set([places.province])

    use(copy, keeper)

    assert list(copy.places.all()) == [places.province]


def test_a_form_is_asked_in_its_places_only(items, places, period, keeper):
    items.places.set([places.ba_dinh])
    assert codes(period) == []

    items.places.set([places.province])

    assert codes(period) == ["lao-dong"]


def test_the_day_proposed_is_the_one_after_the_last_period_with_figures(copy, counts, items):
    assert first_free_day(rivals_of(copy), date(2026, 5, 1)) == NEXT_YEAR
    assert first_free_day([items], date(2026, 5, 1)) == NEXT_YEAR


def test_a_stopped_form_stays_with_the_periods_that_have_its_figures(counts, copy, keeper, period, next_period):
    stop_using(counts, last_day=date(2025, 12, 31), by=keeper, at=NOON)

    assert [codes(each) for each in (period, next_period)] == [["thieu-hut"], []]
    with pytest.raises(CannotBeUsed):
        stop_using(counts, last_day=date(2025, 12, 30), by=keeper, at=NOON)


def test_a_stopped_form_without_figures_is_a_draft_again(items, keeper):
    stop_using(items, last_day=date(2025, 12, 31), by=keeper, at=NOON)

    assert stated(items) == (False, None, None)


def test_what_changes_between_versions_is_told_line_by_line(copy, counts):
    FormColumn.objects.filter(form=copy, key="c2").update(headings="Hộ nghèo | Thiếu nước sạch", position=9)
    FormColumn.objects.filter(form=copy, key="c3").delete()
    FormColumn.objects.create(form=copy, position=2, key="c4", headings="Mới")

    assert changes_between(definition_of(counts), definition_of(copy)) == [
        "Thêm cột c4: “Mới” (đơn vị nhập, 0 số thập phân)",
        "Bỏ cột c3: “Tỷ lệ (%)” (công thức c2/c1*100, 2 số thập phân)",
        "Sửa cột c2: “Hộ nghèo, Thiếu nước” (đơn vị nhập, 0 số thập phân) → "
        "“Hộ nghèo, Thiếu nước sạch” (đơn vị nhập, 0 số thập phân)",
    ]


def test_the_page_shows_which_period_has_which_version(copy, counts, period, next_period):
    told = periods_of_versions(copy, NEXT_YEAR)

    assert [(each.period.year, each.version.code, each.has_figures) for each in told] == [
        (2026, "thieu-hut-2", False),
        (2025, "thieu-hut", True),
    ]


def test_an_unverified_form_is_put_in_use_by_who_says_they_know_it(desk, copy, counts):
    address = reverse("admin:planning_officialform_use", args=[copy.pk])
    page = desk.get(address).content.decode()
    assert "Biểu này chưa được đối chiếu với văn bản gốc" in page

    refused = desk.post(address, {"applies_from": "01/01/2026"})
    done = desk.post(address, {"applies_from": "01/01/2026", "knowingly": "on"})

    assert (refused.status_code, done.status_code) == (400, 302)
    assert stated(copy) == (True, NEXT_YEAR, None)


def test_looking_at_another_day_puts_nothing_in_use(desk, copy):
    sent = {"applies_from": "01/01/2027", "knowingly": "on", "look": "1"}

    page = desk.post(reverse("admin:planning_officialform_use", args=[copy.pk]), sent)

    assert (page.status_code, page.context["day"]) == (200, date(2027, 1, 1))
    assert stated(copy) == (False, None, None)


def test_a_form_is_stopped_on_its_page(desk, counts, copy):
    address = reverse("admin:planning_officialform_stop", args=[counts.pk])

    assert desk.get(address).status_code == 200
    assert desk.post(address, {"last_day": "30/06/2025"}).status_code == 400
    assert desk.post(address, {"last_day": "31/12/2025"}).status_code == 302
    assert stated(counts) == (True, None, date(2025, 12, 31))


def test_places_with_figures_stay(desk, counts, places, fill):
    fill(counts, places.ba_dinh, c1=4)
    form = OfficialForm.objects.get(pk=counts.pk)
    address = reverse("admin:planning_officialform_change", args=[form.pk])
    sent = {"places": [places.old_province.pk], "levels": ["commune"], "rows_mode": "units", "position": 0}
    sent |= {"code": form.code, "label": form.label, "title": form.title}

    errors = desk.post(address, sent).context["adminform"].form.errors

    assert errors["places"] == ["Biểu đã có số liệu ở tỉnh Quảng Ngãi, không bỏ được khỏi nơi dùng."]


def test_another_form_takes_its_figures_from_the_version_of_the_period(copy, keeper, places, period, next_period):
    use(copy, keeper)
    save_figures(copy, next_period, places.ba_dinh, {("", "c1"): Decimal(9)}, by=keeper, at=NOON)

    told = [answer_from_forms(each, [places.ba_dinh], ["thieu-hut.c1"]) for each in (period, next_period)]

    assert [list(each.values()) for each in told] == [[4], [9]]


def test_the_sample_asks_for_the_forms_that_came_with_the_application_and_it_alone(items, places, period, keeper):
    OfficialForm.objects.update(is_in_use=False, origin="một tỉnh")
    OfficialForm.objects.create(code="cua-quan-tri", label="Biểu", title="Bản nháp", levels=["commune"])
    place = SimpleNamespace(unit=places.province)
    sample = SimpleNamespace(province=place, editor=keeper, size=SimpleNamespace(first_year=2021))

    use_forms(sample)

    assert codes(period) == ["lao-dong"]
    assert list(items.places.all()) == [places.province]


def test_a_form_asked_in_the_sample_alone_is_a_draft_once_that_is_gone(items, counts, places, period):
    items.places.set([places.province])
    counts.places.set([places.province, places.old_province])

    drop_forms(Unit.objects.filter(pk=places.province.pk))

    assert codes(period) == ["thieu-hut"]
    told = items.history.values_list("history_type", "is_in_use", "history_change_reason")
    assert (told.latest(), counts.history.count()) == (("~", False, "Xóa tỉnh Mẫu"), 1)
