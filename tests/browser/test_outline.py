"""The browser reads, numbers and writes an outline exactly as the server does."""

import pytest
from hypothesis import Phase, given, settings

from planning.text.binding import QUOTE
from planning.text.outline import counts_after, numbered, parse, written
from tests.text.test_outline_properties import OUTLINES, SOURCES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def examples(strategy):
    """Three hundred of what a strategy makes up, the same ones each time."""
    found = []

    @settings(max_examples=300, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def collect(example):
        found.append(example)

    collect()
    return found


def as_sent(lines):
    return [{"level": int(line.level), "text": line.text, "anchor": line.anchor} for line in lines]


@pytest.fixture
def module(page, live_server, plan, lan, sign_in):
    """Call a function written in JavaScript with a module of ours and with what is given."""
    sign_in("lan")

    def call(name, function, given):
        script = (
            f"async (given) => {{ const module = await import('/static/js/{name}'); return ({function})(given); }}"
        )
        return page.evaluate(script, given)

    return call


def test_the_browser_reads_what_the_server_reads(module):
    sources = examples(SOURCES)

    read = module("outline.js", "(all) => all.map((each) => module.parse(each))", sources)

    assert read == [as_sent(parse(source)) for source in sources]


def test_the_browser_numbers_what_the_server_numbers(module):
    outlines = examples(OUTLINES)

    made = module("outline.js", "(all) => all.map((each) => module.numbered(each))", [as_sent(o) for o in outlines])

    for lines, answer in zip(outlines, made, strict=True):
        assert [(each["marker"], each["place"]) for each in answer["numbers"]] == [
            (each.marker, each.place) for each in numbered(lines)
        ]
        assert answer["counts"] == list(counts_after(lines).values())


def test_the_browser_writes_what_the_server_writes(module):
    outlines = examples(OUTLINES)

    texts = module("outline.js", "(all) => all.map((each) => module.written(each))", [as_sent(o) for o in outlines])

    assert texts == [written(lines) for lines in outlines]


def test_the_browser_finds_the_quotes_the_server_finds(module):
    texts = [
        "{{ a }}",
        "{{a|tỷ}} và {{ b | số }}",
        "{{ }}",
        "{{{ a }}}",
        "{{ a | b | c }}",
        "{{ a",
        "x {{ ref.mot }}.",
    ]

    quotes = "(each) => module.pieces(each).filter((p) => p.name !== undefined).map((p) => [p.name, p.form])"
    found = module("quotes.js", f"(all) => all.map({quotes})", texts)

    assert found == [[[each["name"], each["form"] or ""] for each in QUOTE.finditer(text)] for text in texts]
