"""The page on which a form is put in use: which periods would ask for it, and where."""

from datetime import date

import pytest
from django.urls import reverse

from planning.official.models import OfficialForm
from planning.official.versions import periods_of_versions
from tests.indicators.reporting import make_period


@pytest.fixture
def draft(counts):
    """A form nobody has compared with its original, not in use yet."""
    counts.is_verified = counts.is_in_use = False
    counts.save()
    return counts


def use_page(form):
    return reverse("admin:planning_officialform_use", args=[form.pk])


def asked(lines):
    return {line.period.unit: line.version and line.version.code for line in lines}


def test_a_period_held_elsewhere_is_not_among_those_that_would_ask(draft, places, period, programme):
    make_period(places.old_province, programme, year=2024)

    everywhere = asked(periods_of_versions(draft, None))
    in_one = asked(periods_of_versions(draft, None, [places.old_province]))

    assert everywhere == {places.province: "thieu-hut", places.old_province: "thieu-hut"}
    assert in_one == {places.province: None, places.old_province: "thieu-hut"}


def test_another_day_is_looked_at_without_knowing_of_the_original(desk, draft, period):
    answer = desk.post(use_page(draft), {"applies_from": "01/01/2027", "look": "1"})

    assert (answer.status_code, answer.context["day"]) == (200, date(2027, 1, 1))
    assert [line.version for line in answer.context["periods"]] == [None]
    assert not OfficialForm.objects.get(pk=draft.pk).is_in_use


def test_it_is_not_put_in_use_without_knowing_of_the_original(desk, draft):
    assert desk.post(use_page(draft), {"applies_from": "01/01/2027"}).status_code == 400


def test_the_places_chosen_for_a_draft_are_proposed(desk, draft, places):
    draft.places.set([places.province])

    assert desk.get(use_page(draft)).context["form"].initial["places"] == [places.province]
