"""Every kind of picture draws with none, one and many marks, legibly, and always the same."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from struct import unpack
from xml.etree import ElementTree

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from planning.pictures.drawing import DRAWN, PictureIsSilent, png_of, svg_of
from planning.pictures.model import Mark, MarkState, PictureKind, Series
from planning.pictures.sheet import LYING, UPRIGHT
from tests.pictures.making import ALL, bars, bullets, lines, mark, multiples, picture, points

SVG = "{http://www.w3.org/2000/svg}"


def figure_of(shown, width=UPRIGHT):
    return DRAWN[shown.kind](shown, width)


def words_of(shown):
    return [text.get_text() for text in texts(figure_of(shown))]


def texts(figure):
    """What is drawn: the axes' own numbers are switched off."""
    legends = [text for legend in figure.legends for text in legend.get_texts()]
    written = [*figure.texts, *legends, *(text for axes in figure.axes for text in axes.texts)]
    return [each for each in written if each.get_text().strip()]


def overlaps(one, other):
    """Two boxes that share more than a hair."""
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 1 and min(one.y1, other.y1) - max(one.y0, other.y0) > 1


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("count", [0, 1, 24])
@pytest.mark.parametrize(("is_landscape", "width"), [(False, 16), (True, 24.7)])
def test_a_picture_is_as_wide_as_the_text_of_a_page(kind, count, is_landscape, width):
    png = png_of(ALL[kind](count), 200, is_landscape=is_landscape)

    assert abs(unpack(">I", png[16:20])[0] - width / 2.54 * 200) <= 1


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("count", [1, 2, 5, 24])
@pytest.mark.parametrize("width", [UPRIGHT, LYING])
def test_no_words_lie_on_others_or_outside(kind, count, width):
    figure = figure_of(ALL[kind](count), width)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent(canvas.get_renderer())) for text in texts(figure)]

    assert [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if overlaps(one, other)] == []
    assert [words for words, box in boxes if box.x0 < 0 or box.x1 > figure.bbox.width + 1] == []


@pytest.mark.parametrize("kind", ALL)
def test_a_picture_without_marks_says_so(kind):
    assert words_of(replace(ALL[kind](0), unit="")) == ["Hình thử", "Chưa có số liệu"]


@pytest.mark.parametrize("kind", ALL)
def test_the_same_picture_is_the_same_file(kind):
    shown = ALL[kind](3)

    assert svg_of(shown) == svg_of(replace(shown))
    assert png_of(shown) == png_of(replace(shown))


def test_letters_in_a_file_are_outlines_and_nothing_in_it_runs_or_is_fetched():
    tree = ElementTree.fromstring(svg_of(bullets(3)))
    tags = {element.tag.removeprefix(SVG) for element in tree.iter()}
    links = {value for element in tree.iter() for name, value in element.items() if name.endswith("href")}

    assert tags & {"text", "script", "image", "foreignObject"} == set()
    assert [link for link in links if not link.startswith("#")] == []


def test_a_picture_that_says_nothing_in_words_is_not_drawn():
    with pytest.raises(PictureIsSilent):
        svg_of(replace(lines(2), words=" "))


def test_signs_of_formulas_are_words_like_others():
    assert "Tiền $x_1$ và 5^2" in words_of(replace(bars(1), title="Tiền $x_1$ và 5^2"))


def test_a_zero_is_a_stroke_and_a_blank_is_nothing():
    shown = picture(PictureKind.BARS, Series("Chi", (mark("Không", "0"), mark("Trống", None), mark("Có", "5"))))

    [axes] = figure_of(shown).axes

    assert [patch.get_width() for patch in axes.patches] == [0, 5]
    assert [text.get_text() for text in axes.texts] == ["0", "chưa có số liệu", "5"]


def test_a_line_is_broken_where_a_figure_is_missing():
    shown = picture(PictureKind.LINES, Series("Tỷ lệ", (mark("2023", "0"), mark("2024", None), mark("2025", "3"))))

    line = next(line for line in figure_of(shown).axes[0].lines if len(line.get_xdata()) == 3)

    assert [str(height) for height in line.get_ydata()] == ["0.0", "nan", "3.0"]


def test_what_was_asked_is_dashed_and_what_was_reached_is_not():
    kinds = [line.get_linestyle() for line in figure_of(lines(3)).axes[0].lines if len(line.get_xdata()) == 3]

    assert kinds == ["-", "--"]


def test_small_pictures_have_one_scale():
    assert len({axes.get_ylim() for axes in figure_of(multiples(7)).axes}) == 1


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (MarkState.EXCEEDED, "5 – vượt"),
        (MarkState.MET, "5 – đạt"),
        (MarkState.MISSED, "5 – chưa đạt"),
        (MarkState.NONE, "5"),
    ],
)
def test_a_bar_says_in_words_what_its_pattern_shows(state, words):
    shown = picture(PictureKind.BULLETS, Series("", (mark("Chỉ tiêu", "5", state=state),)))

    assert words in words_of(shown)


def test_a_target_without_a_figure_is_shown_as_asked():
    missing = Mark("Chỉ tiêu", None, target=Decimal(5), target_text="5%", state=MarkState.UNKNOWN)

    assert {"chưa có số liệu", "kế hoạch: 5%"} <= set(words_of(picture(PictureKind.BULLETS, Series("", (missing,)))))


def test_units_without_a_place_are_named_below_the_map():
    shown = points(2)
    lost = (*shown.series[0].marks, mark("Xã Lạc", "3"))

    assert "Chưa có tọa độ: Xã Lạc." in words_of(replace(shown, series=(Series("", lost),)))


@pytest.mark.parametrize(("kind", "most"), [("bullets", 14), ("bars", 19)])
def test_what_fits_a_page_is_not_higher_than_one(kind, most):
    shown = replace(ALL[kind](14), title="", unit="")

    assert figure_of(shown, LYING).get_figheight() * 2.54 <= most


def test_a_map_of_states_names_whose_report_is_overdue_among_many():
    marks = [replace(each, value=None, text="đã gửi", state=MarkState.MET) for each in points(40).series[0].marks]
    marks[17] = replace(marks[17], text="quá hạn", state=MarkState.MISSED)

    words = words_of(picture(PictureKind.POINTS, Series("", tuple(marks))))

    assert [word for word in words if word.startswith("Xã ")] == ["Xã 17"]


def test_a_map_of_a_thousand_units_is_drawn():
    assert figure_of(points(1000), LYING).axes[0].collections != []
