"""To which units figures go when units are merged and divided. All units here are numbers."""

from datetime import date
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from planning.places.restating import Step, Ways, apportion

BEFORE, FIRST, BETWEEN, SECOND, LATER = (date(year, 7, 1) for year in (2019, 2020, 2022, 2025, 2030))
A, B, C, D, E = range(1, 6)


def part(old, new, share=None, on=FIRST):
    return Step(old, new, on, is_partial=True, share=None if share is None else Decimal(share))


def test_a_merged_unit_comes_from_all_that_were_merged():
    ways = Ways([Step(A, C, FIRST), Step(B, C, FIRST)])

    assert ways.sources(C, BEFORE) == [A, B]
    assert ways.sources(C, FIRST) == [C]
    assert ways.destinations(A, LATER) == {C: 1}
    assert ways.destinations(A, BEFORE) == {A: 1}


def test_chains_of_reorganisations_are_followed_through_several_days():
    ways = Ways([Step(A, C, FIRST), Step(B, C, FIRST), Step(C, D, SECOND)])

    assert ways.sources(D, BEFORE) == [A, B]
    assert ways.sources(D, BETWEEN) == [C]
    assert ways.destinations(A, LATER) == {D: 1}
    assert ways.destinations(A, BETWEEN) == {C: 1}


def test_shares_multiply_along_a_chain():
    ways = Ways([part(A, B, "0.6"), part(A, C, "0.4"), part(B, D, "0.5", SECOND), part(B, E, "0.5", SECOND)])

    assert ways.destinations(A, LATER) == {D: Decimal("0.3"), E: Decimal("0.3"), C: Decimal("0.4")}


def test_a_division_without_stated_shares_cannot_be_followed():
    assert Ways([part(A, B), part(A, C)]).destinations(A, LATER) == {B: None, C: None}
    assert Ways([part(A, B, "0.6"), part(A, C)]).destinations(A, LATER) == {B: None, C: None}
    assert Ways([part(A, B, "0.6"), part(A, C, "0.3")]).destinations(A, LATER) == {B: None, C: None}


def test_what_is_divided_and_put_together_again_is_whole():
    ways = Ways([part(A, B), part(A, C), Step(B, D, SECOND), Step(C, D, SECOND)])

    assert ways.destinations(A, LATER) == {D: 1}


def test_a_part_given_away_to_a_unit_that_is_not_known_cannot_be_followed():
    assert Ways([part(A, B)]).destinations(A, LATER) == {B: None}


def test_successions_in_a_ring_come_to_an_end():
    ways = Ways([Step(A, B, FIRST), Step(B, A, SECOND)])

    assert ways.sources(A, BEFORE) == [B]
    assert ways.destinations(A, LATER) == {B: 1}


def test_whole_counts_are_divided_into_whole_parts():
    assert apportion(Decimal(101), {A: Decimal("0.5"), B: Decimal("0.5")}) == {A: 51, B: 50}
    assert apportion(Decimal("12.5"), {A: Decimal("0.3"), B: Decimal("0.7")}) == {A: Decimal("3.8"), B: Decimal("8.7")}
    assert apportion(Decimal(500), {A: Decimal("0.6")}) == {A: 300}


@given(
    st.integers(0, 10**7),
    st.lists(st.integers(1, 10**6), min_size=1, max_size=6),
)
def test_the_parts_add_up_to_the_whole(whole, weights):
    shares = [round(Decimal(weight) / sum(weights), 6) for weight in weights[:-1]]
    shares.append(1 - sum(shares))
    assume(shares[-1] >= 0)

    parts = apportion(Decimal(whole), dict(enumerate(shares)))

    assert sum(parts.values()) == whole
    assert all(abs(parts[unit] - whole * share) < 1 for unit, share in enumerate(shares))
    assert all(value == int(value) for value in parts.values())
