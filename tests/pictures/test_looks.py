"""What a picture is made of: numbers on axes, words in their room, classes, places, and inks told apart in grey."""

from decimal import Decimal
from itertools import combinations, pairwise
from math import cos, radians

import pytest
from matplotlib.colors import to_rgb

from planning.pictures.ink import CLASSES, FILLS, LINES, STATES, shade
from planning.pictures.letters import face, width_of, wrapped
from planning.pictures.lines import apart
from planning.pictures.model import Mark, MarkState
from planning.pictures.parts import parts_of
from planning.pictures.points import class_of, edges_of, frame_of, spots_of
from planning.pictures.sheet import tick_words
from tests.pictures.making import LONG, bars, bullets, mark


def grey(colour):
    """How light a colour is in grey, from 0 to 1."""
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize(
    ("tick", "words"),
    [(0.0, "0"), (-0.0, "0"), (1234.5, "1.234,5"), (0.1 + 0.2, "0,3"), (-2.5, "-2,5"), (1_000_000.0, "1.000.000")],
)
def test_numbers_on_axes_are_in_vietnamese_form(tick, words):
    assert tick_words(tick) == words


def test_words_stay_within_their_room_and_keep_their_letters():
    font = face(8.5)
    lines = wrapped(LONG, font, 2.5, most=9)

    assert " ".join(lines) == LONG
    assert [line for line in lines if width_of(line, font) > 2.5] == []


def test_words_beyond_their_lines_are_shown_to_be_left_off():
    lines = wrapped(LONG, face(8.5), 1.5, most=2)

    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_classes_of_a_map_grow_darker_also_in_grey():
    assert [pair for pair in pairwise(CLASSES) if grey(pair[0]) - grey(pair[1]) < 0.1] == []


def test_states_differ_in_shape_and_in_grey_or_pattern():
    said = [STATES[state] for state in MarkState if state is not MarkState.NONE]

    assert len({ink.shape for ink in said}) == len(said)
    assert [
        (one, other)
        for one, other in combinations(said, 2)
        if one.hatch == other.hatch and abs(grey(one.fill) - grey(other.fill)) < 0.1
    ] == []


def test_neighbouring_series_differ_in_grey_or_pattern_and_lines_in_shape():
    alike = [
        (one, other)
        for one, other in pairwise(FILLS)
        if one.hatch == other.hatch and abs(grey(one.fill) - grey(other.fill)) < 0.2
    ]

    assert alike == []
    assert len({ink.shape for ink in LINES}) == len(LINES)


@pytest.mark.parametrize(("value", "place"), [(0, 0), (9.99, 0), (10, 1), (39.9, 3), (40, 3)])
def test_a_value_on_a_limit_is_in_the_class_above_but_for_the_last(value, place):
    assert class_of(value, [0, 10, 20, 30, 40]) == place


def test_equal_values_are_one_class_in_the_middle_of_the_scale():
    assert edges_of([mark("a", "5"), mark("b", "5"), mark("c", None)]) == []
    assert shade(class_of(5, []), 0) == CLASSES[2]


def test_classes_hold_all_values_between_round_limits():
    edges = edges_of([mark("a", "1.3"), mark("b", "38")])

    assert (edges[0] <= 1.3, edges[-1] >= 38, len(edges) <= 6) == (True, True, True)


def test_a_degree_of_longitude_is_shortened_by_the_latitude():
    one, other = (Mark("a", None, longitude=Decimal(degree), latitude=Decimal(15)) for degree in (108, 109))

    first, second = spots_of([one, other])

    assert round(second.x - first.x, 9) == round(cos(radians(15)), 9)


def test_a_unit_alone_has_some_kilometres_around_it():
    frame = frame_of(spots_of([Mark("a", None, longitude=Decimal(108), latitude=Decimal(15))]))

    assert frame.tall > 0


def test_more_bars_than_fit_a_page_come_in_even_parts():
    parts = parts_of(bullets(15))

    assert [len(part.series[0].marks) for part in parts] == [7, 8]
    assert [part.key for part in parts] == ["thu", "thu-2"]
    assert [part.title for part in parts] == ["Hình thử (1/2)", "Hình thử (2/2)"]


@pytest.mark.parametrize("shown", [bullets(14), bullets(0), bars(30)])
def test_what_fits_a_page_or_is_no_bar_with_a_target_stays_whole(shown):
    assert parts_of(shown) == (shown,)


@pytest.mark.parametrize(
    ("heights", "places"),
    [([5.0], [6.5]), ([5.0, 20.0], [3.5, 21.5]), ([0.0, 20.0], [1.5, 21.5])],
)
def test_figures_stand_above_their_points_and_the_lowest_below_where_there_is_room(heights, places):
    assert apart(heights, 10, 0) == places


def test_figures_of_close_points_are_moved_apart():
    low, middle, high = apart([5.0, 5.1, 5.2], 1, 0)

    assert middle - low >= 0.13
    assert high - middle >= 0.13
