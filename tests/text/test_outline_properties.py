"""Whatever an outline holds, it survives being written and read, and its numbers are those of a fresh reading."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from planning.formats import nfc
from planning.text.binding import bind
from planning.text.outline import Level, Line, counts_after, numbered, parse, written

TRICKY = st.sampled_from(
    [
        "I.",
        "1.",
        "1.1.",
        "a)",
        "đđ) ",
        "-",
        "– ",
        "+ ",
        "Điều 1.",
        "\\",
        "{#ten}",
        "\\{#ten}",
        "{{ budget.total }}",
        " ",
    ]
)
TEXTS = st.lists(st.one_of(TRICKY, st.text(max_size=8)), max_size=4).map(lambda parts: one_line("".join(parts)))
LINES = st.builds(
    Line, st.sampled_from(Level), TEXTS, st.one_of(st.just(""), st.from_regex(r"[a-z0-9-]{1,6}", fullmatch=True))
)
OUTLINES = st.lists(LINES.filter(lambda line: line != Line(Level.PLAIN, "")), max_size=12)
SOURCES = st.lists(st.lists(st.one_of(TRICKY, st.text(max_size=6)), max_size=4).map("".join), max_size=8).map(
    "\n".join
)
# The same outlines on every machine and however slow it is: a red test is a fault, not chance.
steady = settings(deadline=None, derandomize=True, max_examples=300, database=None)
MOVES = st.lists(st.tuples(st.sampled_from(["up", "down", "in", "out", "delete"]), st.integers(0, 11)), max_size=20)


def one_line(text):
    """What a line may hold: composed letters, no line break, no blank at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).splitlines()).strip()


@steady
@given(OUTLINES)
def test_an_outline_written_and_read_is_the_same_outline(lines):
    assert parse(written(lines)) == lines


@steady
@given(OUTLINES)
def test_an_outline_survives_the_form_in_which_texts_are_kept(lines):
    assert parse(nfc(written(lines))) == lines


@steady
@given(SOURCES)
@example("\\\\ {#a}\n\\{#a}\n1.\n-\n{#a}")
def test_what_is_read_and_written_once_stays_as_it_is(source):
    once = written(parse(source))

    assert written(parse(once)) == once


def changed(lines, deed, place):
    """An officer's deed on the line at `place`."""
    lines = list(lines)
    if place >= len(lines):
        return lines
    if deed == "delete":
        del lines[place]
    elif deed in ("in", "out"):
        level = min(max(lines[place].level + (1 if deed == "in" else -1), Level.PART), Level.PLUS)
        lines[place] = Line(Level(level), lines[place].text, lines[place].anchor)
    else:
        lines.insert(max(0, place + (1 if deed == "down" else -1)), lines.pop(place))
    return lines


@steady
@given(OUTLINES, MOVES)
def test_after_any_deeds_the_numbers_are_those_of_a_fresh_reading(lines, moves):
    for deed, place in moves:
        lines = changed(lines, deed, place)

    assert numbered(parse(written(lines))) == numbered(line for line in lines if line != Line(Level.PLAIN, ""))


@steady
@given(OUTLINES, OUTLINES)
def test_a_text_numbered_in_two_parts_has_the_numbers_of_the_whole(first, second):
    whole = numbered(first + second)

    assert numbered(first) + numbered(second, counts_after(first)) == whole


@steady
@given(st.text())
def test_binding_without_figures_changes_no_word(text):
    assert "".join(run.text for run in bind(text, {})) == text
