"""Forms in the admin: defined by administrators alone, refused in words, copied, previewed, kept as files."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from planning.official.models import FormColumn, FormFigure, FormRow, OfficialForm
from tests.admin.conftest import signed_in
from tests.conftest import make_person

ADD = "admin:planning_officialform_add"


def posted(columns=(), rows=(), cells=(), checks=(), **form):
    """What the page of a form sends."""
    sent = {
        "code": "bieu-9",
        "label": "Biểu số 9",
        "title": "Biểu thử",
        "rows_mode": "fixed",
        "levels": ["commune"],
        "position": 0,
    } | form
    for prefix, parts in (("columns", columns), ("rows", rows), ("cells", cells), ("checks", checks)):
        sent |= {f"{prefix}-TOTAL_FORMS": len(parts), f"{prefix}-INITIAL_FORMS": 0}
        for place, part in enumerate(parts):
            sent |= {f"{prefix}-{place}-{name}": value for name, value in part.items()}
    return sent


def column(position, key, headings, kind="entered", content=""):
    told = {"position": position, "key": key, "headings": headings, "kind": kind, "content": content}
    return told | {"decimals": 0, "width": 10, "adds": "on"}


def row(position, key, label, kind="item", formula=""):
    return {"position": position, "key": key, "label": label, "kind": kind, "formula": formula}


def test_a_form_is_defined_on_one_page(desk):
    cells = [{"row_key": "d1", "column_key": "c2", "kind": "words", "content": "hộ"}]
    sent = posted([column(1, "c1", "Hộ | Tổng số"), column(2, "c2", "Đơn vị", "words")], [row(1, "d1", "Dòng")], cells)

    answer = desk.post(reverse(ADD), sent)

    assert answer.status_code == 302
    form = OfficialForm.objects.get(code="bieu-9")
    assert [str(each) for each in form.columns.all()] == ["c1: Hộ | Tổng số", "c2: Đơn vị"]
    assert form.history.count() == 1


def test_a_bad_definition_is_refused_with_all_that_is_wrong(desk):
    columns = [
        column(1, "c1", "Tổng"),
        column(2, "c2", "Tỷ lệ", "formula", "c1/c7"),
        column(3, "c3", "Vòng", "formula", "c3+1"),
    ]

    answer = desk.post(reverse(ADD), posted(columns, [row(1, "d1", "Dòng", formula="d2*2")]))

    page = answer.content.decode()
    assert (answer.status_code, OfficialForm.objects.count()) == (200, 0)
    assert "công thức “c1/c7” nhắc đến “c7”, biểu không có cột hay dòng này." in page
    assert "công thức “d2*2” nhắc đến “d2”, biểu không có cột hay dòng này." in page


def test_a_cell_told_twice_is_refused(desk):
    cells = [{"row_key": "d1", "column_key": "c1", "kind": "words", "content": words} for words in ("hộ", "người")]

    page = desk.post(reverse(ADD), posted([column(1, "c1", "Một")], [row(1, "d1", "Dòng")], cells)).content.decode()

    assert "Ô riêng (d1, c1) khai báo 2 lần." in page
    assert not OfficialForm.objects.exists()


def test_a_circle_is_named(desk):
    columns = [column(1, "c1", "Một", "formula", "c2+1"), column(2, "c2", "Hai", "formula", "c1+1")]

    page = desk.post(reverse(ADD), posted(columns, rows_mode="units")).content.decode()

    assert "Công thức tự gọi lại chính nó: c1 → c2 → c1." in page


def test_a_source_without_a_name_is_refused_at_its_column(desk):
    answer = desk.post(reverse(ADD), posted([column(1, "c1", "Một", "source")], rows_mode="units"))

    assert "Cột c1 (Một): cần ghi công thức hoặc nguồn số liệu." in answer.content.decode()
    assert not OfficialForm.objects.exists()


def test_a_column_with_figures_cannot_be_taken_away(desk, counts, places, fill):
    fill(counts, places.ba_dinh, c1=4)
    address = reverse("admin:planning_officialform_change", args=[counts.pk])
    columns = [
        {**column(each.position, each.key, each.headings, each.kind, each.content), "id": each.pk, "form": counts.pk}
        for each in counts.columns.all()
    ]
    columns[0]["DELETE"] = "on"
    columns[2]["content"] = "c2*100"
    sent = posted(columns, code="thieu-hut", rows_mode="units") | {"columns-INITIAL_FORMS": 3}

    answer = desk.post(address, sent)

    assert answer.status_code == 200
    assert (counts.columns.count(), FormFigure.objects.count()) == (3, 1)


def test_a_form_is_copied_whole_and_not_yet_in_use(desk, items, places, fill):
    fill(items, places.ba_dinh, d1_c1=4)

    for _ in range(2):
        desk.post(reverse("admin:planning_officialform_copy", args=[items.pk]))

    copies = OfficialForm.objects.filter(replaces=items)
    assert [(each.code, each.is_in_use, each.columns.count(), each.rows.count()) for each in copies] == [
        ("lao-dong-2", False, 3, 4),
        ("lao-dong-3", False, 3, 4),
    ]
    assert FormFigure.objects.filter(column__form__in=copies).count() == 0


def test_a_copy_is_not_made_by_looking(desk, items):
    assert desk.get(reverse("admin:planning_officialform_copy", args=[items.pk])).status_code == 403
    assert OfficialForm.objects.count() == 1


def test_the_empty_form_is_previewed_with_its_header(desk, items):
    page = desk.get(reverse("admin:planning_officialform_preview", args=[items.pk]))

    assert [[cell.text for cell in level] for level in page.context["header"]] == [
        ["TT", "Nội dung", "Nam", "Nữ", "Tổng"]
    ]
    assert [cell.text for cell in page.context["table"].rows[3].cells] == ["", "Cộng", "", "", ""]


def test_a_form_without_columns_is_previewed_as_such(desk):
    form = OfficialForm.objects.create(code="trong", label="B", title="T", levels=["commune"])

    page = desk.get(reverse("admin:planning_officialform_preview", args=[form.pk]))

    assert "Biểu chưa có cột nào." in page.content.decode()


def file_of(desk, form):
    return desk.get(reverse("admin:planning_officialform_file", args=[form.pk])).content


def taken_in(desk, content):
    upload = SimpleUploadedFile("bieu.json", content)
    return desk.post(reverse("admin:planning_officialform_take_in"), {"definition": upload})


def test_a_definition_goes_out_and_comes_back_as_it_was(desk, items, decision_90):
    OfficialForm.objects.filter(pk=items.pk).update(document=decision_90)
    content = file_of(desk, items)
    FormRow.objects.all().delete()
    FormColumn.objects.all().delete()
    items.delete()

    answer = taken_in(desk, content)

    form = OfficialForm.objects.get(code="lao-dong")
    assert answer.status_code == 302
    assert (form.document, form.is_in_use) == (decision_90, False)
    assert file_of(desk, form) == content


def test_a_file_is_refused_with_all_that_is_wrong(desk, items):
    told = json.loads(file_of(desk, items))
    told["columns"][0]["key"] = "Cột 1"
    told["columns"][1]["decimals"] = 9
    told["rows"][3]["kind"] = "nothing"

    answer = taken_in(desk, json.dumps(told).encode())

    errors = answer.context["form"].errors["definition"]
    assert answer.status_code == 400
    assert [error.split(":")[0] for error in errors] == [
        "Biểu, mã biểu",
        "Cột của biểu mẫu “c2",
        "Dòng của biểu mẫu “t",
        "Ký hiệu “Cột 1” chưa đúng",
        "Cột c3 (Tổng)",
    ]
    assert OfficialForm.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("applies_from", "2025-01-01", "Biểu: Ngày cuối không được trước ngày đầu."),
        ("position", float("inf"), "Biểu, thứ tự: “Infinity” phải là số nguyên."),
        ("position", 1.5, "Biểu, thứ tự: “1.5” phải là số nguyên."),
    ],
)
def test_a_sound_file_with_one_value_that_cannot_be_is_refused_by_its_name(desk, items, name, value, problem):
    told = json.loads(file_of(desk, items)) | {"code": "khac", "applies_to": "2024-12-31", name: value}

    answer = taken_in(desk, json.dumps(told).encode())

    assert (answer.status_code, answer.context["form"].errors["definition"]) == (400, [problem])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{",
        b'{"columns": 1}',
        b'{"rows": [1]}',
        b"9" * 1_000_001,
        b'{"columns": [{}], "code": 5}',
        b'{"columns": [{"headings": null, "key": null}], "levels": [["commune"]], "period_kinds": [{}]}',
        b'{"code": "a\\u0000"}',
        b'{"title": "a\\ud800b"}',
        b'{"position": Infinity}',
        b'{"applies_from": 1e999, "code": NaN}',
        b'{"columns": [{"decimals": 1e999, "key": "c1", "headings": "a", "position": 1}]}',
        b'{"levels": 5}',
    ],
)
def test_what_is_no_definition_is_refused_without_a_failure(desk, content):
    assert taken_in(desk, content).status_code == 400
    assert not OfficialForm.objects.exists()


@pytest.mark.parametrize("page", ["preview", "file", "copy", "change"])
def test_an_editor_of_a_unit_is_no_administrator_of_forms(page, minh, items):
    minh.is_staff = True
    minh.save()

    answer = signed_in(minh).post(reverse(f"admin:planning_officialform_{page}", args=[items.pk]))

    assert answer.status_code == 403
    assert OfficialForm.objects.count() == 1


@pytest.mark.parametrize("page", ["add", "take_in", "changelist"])
def test_without_permission_nothing_is_added(page, db):
    person = signed_in(make_person("nguoi", "Người", is_staff=True))

    assert person.post(reverse(f"admin:planning_officialform_{page}")).status_code == 403


def test_five_faults_of_one_form_are_each_named_at_their_place(desk):
    columns = [
        column(1, "c1", "Hộ nghèo | Dân tộc thiểu số | Nam"),
        column(2, "c2", "Hộ nghèo | Dân tộc thiểu số | Nam"),
        column(3, "c3", "Tỷ lệ (%)", "formula", "c1/(c2"),
        column(4, "c4", "Nguồn lạ", "source", "khong-co:x"),
    ]
    cells = [{"row_key": "d9", "column_key": "c1", "kind": "words", "content": "hộ"}]
    checks = [{"key": "k1", "left": "c8", "sign": "le", "right": "c1"}]

    answer = desk.post(reverse(ADD), posted(columns, [row(1, "d1", "Dòng")], cells, checks))

    page = answer.content.decode()
    assert (answer.status_code, OfficialForm.objects.count()) == (200, 0)
    for fault in (
        "Tiêu đề “Hộ nghèo, Dân tộc thiểu số, Nam” dùng cho 2 cột; bảng tính sẽ không phân biệt được.",
        "Cột c3 (Tỷ lệ (%)): Công thức “c1/(c2” viết chưa đúng; cách viết đúng: c2/c1*100.",
        "Cột c4 (Nguồn lạ): Nguồn số liệu “khong-co:x” không có; cần bắt đầu bằng một trong:",
        "Ô riêng (d9, c1): biểu không có dòng “d9”.",
        "Điều kiện k1: công thức “c8” nhắc đến “c8”, biểu không có cột hay dòng này.",
    ):
        assert fault in page
