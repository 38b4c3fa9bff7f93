"""Whatever figures a table has: what is exported changes nothing, and no order or spelling changes what it says."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from planning.entry.template import template_of
from tests.workbooks.sheets import SCOPE_LINE, Page, book
from tests.workbooks.tables import CODES, COUNTS, SCOPE, read, table, told

ENTERED = [column for column in COUNTS if column.is_entered]
COUNT = st.integers(0, 10**9)
INCOME = st.decimals(0, 500, places=1)
FIGURES = st.fixed_dictionaries(
    {},
    optional={(name, column.key): INCOME if column.decimals else COUNT for name in CODES for column in ENTERED},
)
SPELLINGS = {
    "all": [("Tổng số hộ",), ("Số hộ",), ("Tổng số", "Số hộ")],
    "poor": [("Hộ nghèo", "Số hộ"), ("Số hộ nghèo",), ("Tổng số hộ nghèo",)],
    "near": [("Hộ cận nghèo", "Số hộ"), ("Số hộ cận nghèo",)],
    "income": [("Thu nhập bình quân",)],
    "code": [("Mã",), ("Mã ĐVHC",), ("Mã xã",)],
    "name": [("Xã, phường",), ("Đơn vị",), ("Địa phương",), ("Tên xã",)],
}
LOOKS = st.sampled_from([str, str.upper, str.lower, lambda text: f"  {text} ", lambda text: text.replace(" ", "  ")])
NAMES = st.sampled_from(["Xã {}", "xã {}", "XÃ {}", "{}", " Xã  {} "])


@settings(max_examples=40, deadline=None)
@given(FIGURES)
def test_what_is_exported_changes_nothing(values):
    now = table(values)

    outcome = read(template_of(now, SCOPE, ()), now)

    assert told(outcome) == ([], [], [])
    assert len(outcome.changes) == len(values)


@settings(max_examples=40, deadline=None)
@given(FIGURES, FIGURES)
def test_what_was_exported_leads_back_to_its_figures(before, after):
    content = template_of(table(before), SCOPE, ())

    outcome = read(content, table(after))

    assert not outcome.problems
    assert values_after(outcome, after) == before


@settings(max_examples=60, deadline=None)
@given(st.data(), FIGURES, FIGURES)
def test_another_order_and_other_headings_say_the_same(data, before, after):
    content = redrawn(data, after)

    outcome = read(content, table(before))

    assert not outcome.problems
    assert values_after(outcome, before) == after


@settings(max_examples=10, deadline=None)
@given(FIGURES)
def test_the_same_table_makes_the_same_bytes_and_sums_as_formulas(values):
    now = table(values)

    content = template_of(now, SCOPE, ())

    assert content == template_of(now, SCOPE, ())
    assert (
        load_workbook(BytesIO(content)).worksheets[0]["D7"].value
        == '=IF(COUNT(D9:D10,D12:D14)>0,SUM(D9:D10,D12:D14),"")'
    )


def values_after(outcome, before):
    """The figures once the changes are made, by commune and column."""
    names = {code: name for name, code in CODES.items()}
    changed = {(names[row], column): change.new for change in outcome.writes for row, column in [change.target]}
    return {key: value for key, value in (before | changed).items() if value is not None}


def redrawn(data, values):
    """A workbook of these figures with its rows, columns, headings and spellings as they fall."""
    keys = data.draw(st.permutations(["code", "name", *(column.key for column in ENTERED)]))
    paths = [data.draw(st.sampled_from(SPELLINGS[key])) for key in keys]
    look = data.draw(LOOKS)
    header = [[look(path[level]) if level < len(path) else None for path in paths] for level in range(2)]
    rows = []
    for name in data.draw(st.permutations(list(CODES))):
        words = {"code": CODES[name], "name": data.draw(NAMES).format(name)}
        rows.append([words.get(key, as_typed(data, values.get((name, key)))) for key in keys])
    top = [[SCOPE_LINE]] * data.draw(st.integers(1, 3))
    return book(Page([*top, *header, *rows]))


def as_typed(data, value):
    """A figure as a number, or as the text of one."""
    if value is None:
        return data.draw(st.sampled_from([None, "", "-", "…"]))
    text = f"{value:,}".translate(str.maketrans(",.", ".,"))
    return data.draw(st.sampled_from([value, text]))
