"""Writers of one review at one time: whoever comes second sees what the first has done. On PostgreSQL only."""

import pytest
from django.db import transaction

from indicators.models import HouseholdReview, Recognition
from indicators.reviews.recognising import recognise
from indicators.reviews.scopes import find_review, hold_review
from planning.entry.kinds import EntryRefused
from tests.indicators.reviewing import NOW, counted, decision, enter, reviewed
from tests.writers import PATIENCE, needs_several_writers

pytestmark = [
    needs_several_writers,
    pytest.mark.django_db(transaction=True),
]
BA_DINH, PROVINCE, ROW = "21499-2025", "51-2025", "21499-rural"


def test_a_commune_and_its_province_write_one_after_the_other(places, lan, minh, second):
    counted(places.ba_dinh, households=500, poor_households=40)

    with transaction.atomic():
        scope = hold_review(find_review(BA_DINH, lan), lan)
        other = second(lambda: enter("review-1", PROVINCE, {(ROW, "poor_households"): 400}, minh))
        HouseholdReview.objects.filter(unit=scope.unit).update(households=300)

    with pytest.raises(EntryRefused) as refusal:
        other.result(PATIENCE)
    assert refusal.value.cells == {
        (ROW, "poor_households"): "Số hộ nghèo (400) không được nhiều hơn tổng số hộ (300)."
    }


def test_nothing_slips_into_a_review_while_it_is_recognised(places, lan, minh, second):
    reviewed(places.ba_dinh)
    document = decision()

    with transaction.atomic():
        recognise(find_review(PROVINCE, minh), ["21499"], document, by=minh, at=NOW)
        other = second(lambda: enter("review-1", BA_DINH, {(ROW, "persons"): 2001}, lan))

    with pytest.raises(EntryRefused):
        other.result(PATIENCE)
    assert Recognition.objects.get().unit == places.ba_dinh
    assert HouseholdReview.objects.get().persons == 2000
