"""A reference table comes in whole or not at all, and goes out as it comes in."""

import io
import unicodedata

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from budgets.models import CounterpartRate
from planning.places.agencies import Agency
from planning.plans.legal import LegalDocument
from tests.admin.conftest import CSV, allow, confirm, signed_in, table, upload

HEALTH = ["y-te", "Sở Y tế", "51", "Y tế"]
XLSX = "0"


def faults(response):
    return [row.error_dict for row in response.context["result"].invalid_rows]


def file_faults(response):
    return [str(error.error) for error in response.context["result"].base_errors]


def test_a_file_is_previewed_and_then_imported(desk, places):
    preview = upload(desk, table(HEALTH))
    before = Agency.objects.count()

    response = confirm(desk, preview)

    agency = Agency.objects.get()
    assert (before, response.status_code) == (0, 302)
    assert (agency.name, agency.unit, agency.sector) == ("Sở Y tế", places.province, "health")
    assert agency.history.get().history_change_reason == "Nhập từ tệp co-quan.csv"
    assert agency.history.get().history_user.username == "keeper"


def test_one_bad_row_keeps_the_whole_file_out(desk, places):
    response = upload(desk, table(HEALTH, ["noi-vu", "Sở Nội vụ", "999", "Ngoại giao"]))

    assert "confirm_form" not in response.context
    assert faults(response) == [
        {
            "Thuộc đơn vị": ["Không tìm thấy đơn vị hành chính có mã “999”."],
            "Lĩnh vực": [
                "“Ngoại giao” không có trong danh sách: Lao động, việc làm, xã hội, Nông nghiệp, Y tế, Xây dựng, "
                "Thông tin, truyền thông, Kế hoạch, đầu tư, Tài chính, Nội vụ, Tổng hợp."
            ],
        }
    ]
    assert not Agency.objects.exists()


def test_a_row_that_went_bad_after_the_preview_keeps_the_whole_file_out(desk, places):
    """The library would save the good rows, leave out the bad one and report success."""
    preview = upload(desk, table(HEALTH, ["ba-to", "Phòng Kinh tế", "21484", "Tổng hợp"]))
    places.ba_to.delete()

    response = confirm(desk, preview)

    assert response.url == reverse("admin:planning_agency_import")
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["error"]
    assert not Agency.objects.exists()


def test_a_confirmed_file_is_not_imported_twice(desk, places):
    preview = upload(desk, table(HEALTH))
    confirm(desk, preview)

    response = confirm(desk, preview)

    assert response.url == reverse("admin:planning_agency_import")
    assert Agency.objects.count() == 1


@pytest.mark.parametrize("name", ["secret_key", "secret_key:forged", signing.Signer().sign("secret_key")])
def test_the_second_step_reads_no_other_file(name, desk, places):
    preview = upload(desk, table(HEALTH))

    response = confirm(desk, preview, import_file_name=name)

    assert "import_file_name" in response.context["errors"]
    assert not Agency.objects.exists()


def test_a_format_that_is_none_is_refused_at_the_second_step(desk, places):
    response = confirm(desk, upload(desk, table(HEALTH)), format="9")

    assert "format" in response.context["errors"]


def test_text_is_normalised(desk, places):
    decomposed = [unicodedata.normalize("NFD", cell) for cell in HEALTH]
    headings = [unicodedata.normalize("NFD", heading) for heading in ["Mã", " tên", "Thuộc đơn vị", "LĨNH VỰC"]]

    confirm(desk, upload(desk, table(decomposed, headings=headings)))

    assert Agency.objects.get().name == unicodedata.normalize("NFC", "Sở Y tế")


def test_text_typed_into_a_form_is_normalised(desk, places):
    name = unicodedata.normalize("NFD", "Sở Y tế")
    data = {"code": "y-te", "name": name, "unit": places.province.pk, "sector": "health"}

    desk.post(reverse("admin:planning_agency_add"), data)

    assert Agency.objects.get().name == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("headings", "fault"),
    [
        (["Mã", "Tên gọi", "Thuộc đơn vị", "Lĩnh vực"], "Tệp có cột không nhận ra: “Tên gọi”."),
        (["Mã", "Tên", "Tên", "Lĩnh vực"], "Tệp có cột bị lặp: “Tên”."),
        (["Ghi chú", "Tên", "Thuộc đơn vị", "Lĩnh vực"], "Tệp thiếu cột bắt buộc: “Mã”."),
    ],
)
def test_headings_are_checked(headings, fault, desk, places):
    response = upload(desk, table(HEALTH, headings=headings))

    assert file_faults(response) == [fault]
    assert "Traceback" not in response.content.decode()


def test_a_column_left_out_leaves_its_values_alone(desk, plan):
    confirm(desk, upload(desk, table(["pkt", "Phòng Kinh tế mới"], headings=["Mã", "Tên"])))

    agency = Agency.objects.get()
    assert (agency.name, agency.unit, agency.sector) == ("Phòng Kinh tế mới", plan.unit, "general")


@pytest.mark.parametrize(
    "file", [SimpleUploadedFile("a.xlsx", b"no workbook"), SimpleUploadedFile("a.csv", b"\xff\xfe\x00")]
)
def test_what_cannot_be_read_is_said_so(file, desk):
    response = upload(desk, file, file_format=XLSX if file.name.endswith("xlsx") else CSV)

    assert response.context["form"].errors["import_file"] == [
        "Không đọc được tệp. Đề nghị kiểm tra định dạng đã chọn và nội dung tệp."
    ]


@pytest.mark.parametrize("code", ["y-te", "moi"])
def test_an_unknown_successor_is_a_fault_of_a_known_agency_and_of_a_new_one(code, desk, places):
    Agency.objects.create(code="y-te", name="Sở Y tế", unit=places.province, sector="health")
    headings = ["Mã", "Tên", "Thuộc đơn vị", "Lĩnh vực", "Cơ quan kế thừa"]

    response = upload(desk, table([code, *HEALTH[1:], "khong-co"], headings=headings))

    assert faults(response) == [{"__all__": ["Không tìm thấy cơ quan có mã “khong-co”."]}]


def test_a_component_of_an_unknown_programme_is_a_fault(desk, programme):
    headings = ["Chương trình", "Mã", "Tên", "Có vốn sự nghiệp"]
    rows = [["khong-co", "DA9", "Mới", "Có"], ["CT-MAU", "DA1", "Sinh kế", "chắc vậy"]]

    response = upload(desk, table(*rows, headings=headings), model="projects_component")

    assert faults(response) == [
        {"__all__": ["Không tìm thấy chương trình có mã “khong-co”."]},
        {"Có vốn sự nghiệp": ["Đề nghị ghi “Có” hoặc “Không”."]},
    ]


def test_blank_rows_of_a_workbook_are_passed_over(desk, places):
    workbook = openpyxl.Workbook()
    for row in (["Mã", "Tên", "Thuộc đơn vị", "Lĩnh vực"], HEALTH, [None] * 4, [None] * 4):
        workbook.active.append(row)
    content = io.BytesIO()
    workbook.save(content)

    confirm(desk, upload(desk, SimpleUploadedFile("a.xlsx", content.getvalue()), file_format=XLSX))

    assert [agency.code for agency in Agency.objects.all()] == ["y-te"]


def test_an_officer_imports_into_their_own_unit_only(officer, places, office_elsewhere):
    allow(officer, "import_agency")
    client = signed_in(officer)

    own = upload(client, table(["a", "Văn phòng", "21499", "Tổng hợp"]))
    other_unit = upload(client, table(["b", "Văn phòng", "21484", "Tổng hợp"]))
    other_row = upload(client, table(["pkt-ba-to", "Chiếm tên", "21499", "Tổng hợp"]))

    assert "confirm_form" in own.context
    assert faults(other_unit) == [{"Thuộc đơn vị": ["Không tìm thấy đơn vị hành chính có mã “21484”."]}]
    assert list(faults(other_row)[0]) == ["Mã"]


RATE = ["xa-5", "CT-MAU", "21499", "local", "5", "2021", "2025"]
RATE_HEADINGS = ["Mã", "Chương trình", "Đơn vị và các đơn vị trực thuộc", "Ngân sách đối ứng", "Tỷ lệ (%)"]
RATE_HEADINGS += ["Từ năm", "Đến năm"]


def test_rates_of_communes_come_as_a_table(desk, plan, sources):
    preview = upload(desk, table(RATE, headings=RATE_HEADINGS), "budgets_counterpartrate")
    confirm(desk, preview, "budgets_counterpartrate")

    rate = CounterpartRate.objects.get()
    assert (rate.unit, rate.percent, rate.source.code) == (plan.unit, 5, "local")


def test_an_officer_brings_no_rate_that_would_hold_for_all(officer, plan, sources):
    for right in ("view", "add", "change", "import"):
        allow(officer, f"{right}_counterpartrate", of=CounterpartRate)
    client, everywhere = signed_in(officer), [*RATE[:2], "", *RATE[3:]]

    own = upload(client, table(RATE, headings=RATE_HEADINGS), "budgets_counterpartrate")
    common = upload(client, table(everywhere, headings=RATE_HEADINGS), "budgets_counterpartrate")

    assert "confirm_form" in own.context
    assert faults(common) == [
        {
            "Đơn vị và các đơn vị trực thuộc": [
                "Vui lòng ghi đơn vị của bạn; dòng dùng chung cho mọi đơn vị do quản trị viên nhập."
            ]
        }
    ]


@pytest.mark.parametrize("file_format", [XLSX, CSV])
@pytest.mark.parametrize(
    "model_admin",
    [pytest.param(a, id=str(m._meta)) for m, a in admin.site._registry.items() if hasattr(a, "resource_classes")],
)
def test_what_is_exported_imports_without_a_change(model_admin, file_format, everything, desk):
    where = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    exported = desk.post(reverse(f"admin:{where}_export"), {"format": file_format, "resource": "0"})
    name = exported["Content-Disposition"].split('"')[1]

    preview = upload(desk, SimpleUploadedFile(name, exported.content), model=where, file_format=file_format)

    result = preview.context["result"]
    assert (file_faults(preview), faults(preview)) == ([], [])
    assert result.totals["skip"] == result.total_rows == model_admin.model._default_manager.count()


def test_a_file_opens_in_a_spreadsheet_with_its_letters(desk, everything):
    exported = desk.post(reverse("admin:planning_agency_export"), {"format": CSV, "resource": "0"})

    assert exported.content.startswith("\ufeffMã,Tên,Tên viết tắt".encode())
    assert exported["Content-Disposition"].split('"')[1].startswith("co-quan-20")


def test_what_would_be_a_formula_stays_text(desk, places):
    Agency.objects.create(code="x", name="=1+1", unit=places.province, sector="general")

    exported = desk.post(reverse("admin:planning_agency_export"), {"format": XLSX, "resource": "0"})

    cell = openpyxl.load_workbook(io.BytesIO(exported.content)).active["B2"]
    assert (cell.value, cell.data_type) == (" =1+1", "s")


def test_a_document_names_the_one_it_replaces(desk, decision_90):
    headings = ["Loại", "Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu", "Thay thế"]
    row = ["Quyết định", "1/QĐ-TTg", "02/01/2026", "Thủ tướng Chính phủ", "", "90/QĐ-TTg | 18/01/2022"]

    confirm(desk, upload(desk, table(row, headings=headings), "planning_legaldocument"), "planning_legaldocument")

    assert LegalDocument.objects.get(reference="1/QĐ-TTg").replaces == decision_90
