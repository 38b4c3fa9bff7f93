"""The catalogue kept by an administrator: what may change of an indicator in use, and how one version ends."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from indicators.models import Indicator, Target
from indicators.models.catalogue import HAS_RESULTS, HAS_TARGETS, IS_ASSIGNED, RATES_ARE_PERCENT
from tests.indicators.assigning import give
from tests.indicators.storing import store, value

LINK = re.compile(r'href="([^"]*)"')


def faults(made, **changes):
    """What is told of an indicator with other values, by field."""
    changed = Indicator.objects.get(pk=made.pk)
    for name, new in changes.items():
        setattr(changed, name, new)
    try:
        changed.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


@pytest.fixture
def target(plan):
    return Target.objects.get(plan=plan, indicator__code="ty-le-ngheo")


def test_the_unit_of_measure_of_what_plans_ask_stays(target):
    made = target.indicator

    assert faults(made, unit_of_measure="hộ") == {"unit_of_measure": [HAS_TARGETS]}
    assert faults(made, name="Tỷ lệ hộ nghèo đa chiều") == {}


def test_the_unit_of_measure_of_results_stays(houses, places):
    store(houses, 2025, {places.ba_dinh: value(12)})

    assert faults(houses, unit_of_measure="căn") == {"unit_of_measure": [HAS_RESULTS]}


def test_how_shares_add_up_stays_while_units_have_them(target, places):
    assert faults(target.indicator, adds_up="ratio") == {}

    give(target, places.ba_dinh, value=5)

    assert faults(target.indicator, adds_up="ratio") == {"adds_up": [IS_ASSIGNED]}


def test_no_decimal_is_taken_away_that_a_plan_has_written(target):
    Target.objects.filter(pk=target.pk).update(value="5.5", value_to=None, baseline="7.125")

    assert faults(target.indicator, decimals=1) == {
        "decimals": ["Đã có kế hoạch ghi 3 chữ số thập phân; bớt đi thì số in ra khác số đã nhập."]
    }
    assert faults(target.indicator, decimals=3) == {}


def test_more_decimals_than_are_stored_are_refused(houses):
    assert faults(houses, decimals=5) == {"decimals": ["Không quá 4 chữ số thập phân."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(pk=houses.pk).update(decimals=5)


def test_a_rate_of_two_counts_is_in_percent(rate, houses):
    assert faults(rate, unit_of_measure="hộ") == {"unit_of_measure": [RATES_ARE_PERCENT]}
    assert faults(houses, adds_up="ratio") == {"unit_of_measure": [RATES_ARE_PERCENT]}


@pytest.mark.parametrize(("field", "year"), [("valid_from", 25), ("valid_to", 20255)])
def test_a_year_nobody_can_mean_is_refused(field, year, houses):
    assert faults(houses, **{field: year}) == {field: ["Năm phải từ 2000 đến 2100."]}


def test_nothing_is_a_part_of_itself(houses):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(pk=houses.pk).update(part_of=houses)


@pytest.mark.parametrize(
    ("ends", "begins", "told"),
    [
        (2026, 2027, {}),
        (2025, 2028, {}),
        (
            None,
            2027,
            {
                "replaces": [
                    "Chỉ tiêu “Tỷ lệ hộ nghèo” chưa ghi năm cuối áp dụng; hãy ghi chỉ tiêu đó áp dụng đến hết năm "
                    "2026 trước."
                ]
            },
        ),
        (
            2027,
            2027,
            {
                "replaces": [
                    "Chỉ tiêu “Tỷ lệ hộ nghèo” áp dụng đến hết năm 2027; hãy ghi chỉ tiêu đó áp dụng đến hết năm 2026 "
                    "trước."
                ]
            },
        ),
        (2026, None, {"valid_from": ["Cần ghi năm bắt đầu áp dụng, vì chỉ tiêu này thay cho chỉ tiêu khác."]}),
    ],
)
def test_one_version_ends_before_the_next_begins(ends, begins, told, rate, indicator):
    Indicator.objects.filter(pk=rate.pk).update(valid_to=ends)
    later = indicator("poor-rate-2027", "Tỷ lệ hộ nghèo", adds_up="ratio", better="down")

    assert faults(later, replaces=Indicator.objects.get(pk=rate.pk), valid_from=begins) == told


def test_a_version_is_not_prolonged_into_the_next(rate, indicator):
    Indicator.objects.filter(pk=rate.pk).update(valid_to=2026)
    indicator("poor-rate-2027", "Tỷ lệ hộ nghèo mới", adds_up="ratio", replaces=rate, valid_from=2027)

    assert faults(rate, valid_to=2027) == {
        "valid_to": ["Từ năm 2027 đã có chỉ tiêu “Tỷ lệ hộ nghèo mới” (poor-rate-2027) thay thế."]
    }
    assert faults(rate, valid_to=2026) == {}


def test_the_form_of_the_next_version_is_filled_in_as_the_one_before(client, keeper, rate):
    Indicator.objects.filter(pk=rate.pk).update(valid_to=2026, definition="Theo chuẩn 2022.")
    client.force_login(keeper)
    page = client.get(reverse("admin:indicators_indicator_change", args=[rate.pk]))
    (address,) = [each for each in LINK.findall(page.content.decode()) if "replaces=" in each]

    form = client.get(unescape(address)).context["adminform"].form

    told = {name: form[name].value() for name in ("code", "name", "definition", "adds_up", "valid_from", "replaces")}
    assert told == {
        "code": "poor-rate-2027",
        "name": "Tỷ lệ hộ nghèo",
        "definition": "Theo chuẩn 2022.",
        "adds_up": "ratio",
        "valid_from": "2027",
        "replaces": str(rate.pk),
    }


def test_versions_do_not_come_after_each_other_in_a_circle(rate, indicator):
    later = indicator("later", "Sau", adds_up="ratio", replaces=rate, valid_from=2027)

    assert faults(rate, valid_to=2026, valid_from=2022, replaces=later) == {
        "replaces": ["Chỉ tiêu không thể thay cho chính nó."]
    }
