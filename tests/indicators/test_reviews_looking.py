"""What the review says of figures that are still missing, and whom the province has to ask. Invented figures."""

from django.urls import reverse

from indicators.models import Measure, PovertyClass, PovertyMovement
from tests.indicators.reviewing import (
    COUNTS,
    MOVEMENTS,
    counted,
    messages,
    moved,
    page_of,
    post,
    recognised,
    reviewed,
    ward_of,
    words,
)

PAGE, PROVINCE = reverse("review", args=["21499-2025"]), reverse("review", args=["51-2025"])
NO_FIGURES = "○</span> Chưa đủ số liệu</span>"


def told(client, user):
    """Which checks of the page are kept, and which cannot tell yet."""
    checks = page_of(client, user, PAGE).context["checks"]
    return [title for title, findings, may_tell in checks if not findings and not may_tell], len(checks)


def test_a_check_without_the_figures_it_compares_is_not_called_kept(places, lan, client):
    counted(places.ba_dinh, **COUNTS | {"near_poor_persons": None})

    open_checks, number = told(client, lan)

    assert number - len(open_checks) == 2
    assert words(page_of(client, lan, PAGE)).count(NO_FIGURES) == 7


def test_a_whole_review_without_a_year_before_leaves_only_the_opening_open(places, lan, client):
    reviewed(places.ba_dinh)

    assert told(client, lan)[0] == ["Số đầu kỳ bằng số cuối kỳ năm trước"]


def test_a_whole_review_after_a_whole_year_leaves_nothing_open(places, lan, client):
    reviewed(places.ba_dinh)
    for unit, amounts in ((places.old_ba_dinh, (50, 200, 30, 130)), (places.ba_giang, (5, 45, 5, 10))):
        names = ("poor_households", "poor_persons", "near_poor_households", "near_poor_persons")
        counted(unit, 2024, **dict(zip(names, amounts, strict=True)))

    assert told(client, lan)[0] == []
    assert messages(places.ba_dinh) == []


def test_a_missing_movement_is_called_as_its_column_is(places):
    reviewed(places.ba_dinh)
    PovertyMovement.objects.filter(poverty_class=PovertyClass.NEAR_POOR).delete()
    for measure in Measure:
        figures = (*MOVEMENTS[PovertyClass.NEAR_POOR, measure][:4], None, None, 1, 0)
        moved(places.ba_dinh, PovertyClass.NEAR_POOR, measure, figures)

    assert messages(places.ba_dinh)[0] == "Hộ: còn trống: số hộ nghèo trở thành hộ cận nghèo, tái cận nghèo."


def test_the_board_is_narrowed_to_the_communes_of_a_state(places, minh, client):
    ward_of(places.province)
    reviewed(places.ba_dinh)
    recognised(places.ba_dinh)
    counted(places.ba_to, households=10)

    board = page_of(client, minh, PROVINCE)
    blank = page_of(client, minh, f"{PROVINCE}?state=blank")
    other = page_of(client, minh, f"{PROVINCE}?state=x")

    assert [(str(state.label), count) for state, count in board.context["states"]] == [
        ("Chưa nhập", 1),
        ("Còn lỗi", 1),
        ("Đã công nhận", 1),
    ]
    assert [row[0].labels[2] for row in blank.context["rows"]] == ["Phường Trương Quang Trọng"]
    assert len(other.context["rows"]) == len(board.context["rows"]) == 6
    assert "Không có đơn vị nào ở trạng thái này." in words(page_of(client, minh, f"{PROVINCE}?state=whole"))


def test_several_points_of_a_refused_commune_stand_apart(places, minh, client):
    counted(places.ba_to, households=10)
    typed = {"reference": "1/QĐ-UBND", "issued_on": "15/12/2025", "issuer": "UBND tỉnh"}

    response = post(client, minh, "review-recognise", "51-2025", commune="21484", **typed)

    assert response.status_code == 409
    assert ". Biểu 2: Hộ: còn trống" in words(response)
