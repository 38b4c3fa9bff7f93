"""The tree of sources in the admin: what would leave money out of every total is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from budgets.models import CounterpartRate, FundingSource


@pytest.mark.parametrize("below", ["local", "local-province"])
def test_a_source_is_not_a_part_of_itself(below, client, keeper, sources):
    """Such a circle hangs on no top: its money would stand in no table, and pages that name it would fail."""
    local = sources["local"]
    client.force_login(keeper)
    data = {"code": "local", "name": local.name, "short_name": local.short_name, "position": 2, "is_counted": "on"}

    response = client.post(
        reverse("admin:budgets_fundingsource_change", args=[local.pk]), data | {"parent": sources[below].pk}
    )

    assert response.context["adminform"].form.errors["parent"] == [
        "Nguồn vốn không thể thuộc chính nó hoặc thuộc nguồn nằm trong nó."
    ]
    assert FundingSource.objects.get(pk=local.pk).parent is None


@pytest.mark.parametrize(
    ("field", "change"),
    [("is_counted", {"is_counted": False}), ("code", {"code": "oda-investment"}), ("code", {"code": "oda-recurrent"})],
)
def test_a_part_counts_as_its_whole_and_a_code_is_not_taken_for_a_nature(field, change, sources):
    values = {"code": "oda", "name": "Vốn ODA", "short_name": "ODA", "parent": sources["local"], "position": 9}
    FundingSource(**values).full_clean()

    with pytest.raises(ValidationError) as refusal:
        FundingSource(**values | change).full_clean()

    assert list(refusal.value.message_dict) == [field]


def test_two_rates_for_the_same_place_level_budget_and_years_are_refused(programme, sources, places):
    """Which of the two applied would be told by nothing but which was entered last."""
    shared = {"programme": programme, "source": sources["local"], "first_year": 2025, "last_year": 2025}
    CounterpartRate.objects.create(code="mot", percent=15, **shared)

    with pytest.raises(ValidationError, match="Đã có tỷ lệ của ngân sách này"):
        CounterpartRate(code="hai", percent=10, **shared).full_clean()

    CounterpartRate(code="hai", percent=10, unit=places.province, **shared).full_clean()


def test_a_rate_is_named_in_vietnamese_form(programme, sources):
    rate = CounterpartRate(code="le", programme=programme, source=sources["local"], percent="3.500")
    rate.full_clean(exclude=["first_year", "last_year"], validate_constraints=False)

    assert str(rate) == "Ngân sách địa phương: 3,5 % vốn ngân sách trung ương"
