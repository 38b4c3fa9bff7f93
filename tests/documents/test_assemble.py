"""A plan's rows become one document in which every figure is one value."""

from datetime import date
from decimal import Decimal

from budgets.models import BudgetLine
from planning.documents.assemble import assemble, quotable
from planning.documents.headings import header_rows
from planning.documents.model import Column
from planning.plans.legal import DocumentKind, LegalDocument
from planning.plans.parts import Citation, Section
from planning.plans.plans import Plan
from planning.plans.reading import Reading


def body(plan):
    return "\n".join(f"{p.marker} {p.text}".strip() for p in assemble(plan).paragraphs)


def table(plan, key):
    return next(each for each in assemble(plan).appendices if each.key == key)


def cell(plan, row, column):
    drawn = table(plan, "budget")
    place = [each.key for each in drawn.columns].index(column)
    return next(each for each in drawn.rows if each.cells[0].text == row).cells[place]


def test_the_sentence_the_subtotals_and_the_grand_total_are_one_sum(plan):
    assert "Tổng kinh phí dự kiến năm 2025 là 1.303,5 triệu đồng" in body(plan)
    assert cell(plan, "", "total").text == "1.303,5"
    assert cell(plan, "2", "total").value == Decimal("1003.5")
    assert cell(plan, "2", "central").text == "1.001"


def test_a_changed_line_changes_every_place_and_leaves_no_trace_of_the_old(plan):
    BudgetLine.objects.filter(plan=plan, component__code="DA2.1").update(amount=2_000_000_000)

    assert "2.302,5 triệu đồng" in body(plan)
    assert "1.001" not in body(plan)
    assert cell(plan, "", "total").text == "2.302,5"
    assert cell(plan, "2", "central").text == "2.000"
    assert cell(plan, "2.1", "central.investment").text == "2.000"


def test_what_is_not_broken_down_leaves_its_cells_blank_and_still_has_a_total(province_plan):
    assert cell(province_plan, "", "total").text == "321.000"
    assert [cell(province_plan, "1", key).text for key in ("total", "central", "other.")] == ["", "", ""]
    assert cell(province_plan, "", "credit.").value is None


def test_a_zero_is_printed_and_a_blank_is_not(plan):
    BudgetLine.objects.filter(plan=plan, component__code="DA1").update(amount=0)

    assert cell(plan, "1", "central.recurrent").text == "0"
    assert cell(plan, "1", "central.investment").text == ""


def test_a_source_below_another_has_its_own_column_and_is_in_the_sum_above(plan):
    assert cell(plan, "", "local-commune.recurrent").text == "2,5"
    assert cell(plan, "", "local").text == "2,5"
    assert "ngân sách địa phương 2,5 triệu đồng (ngân sách xã)" in body(plan)


def test_a_sentence_names_only_parts_whose_sum_is_the_whole(plan, fund):
    fund(plan, "DA1", "local-province", "recurrent", 7_500_000)
    assert "ngân sách địa phương 10 triệu đồng (ngân sách tỉnh 7,5 triệu đồng, ngân sách xã 2,5 triệu đồng)" in body(
        plan
    )

    fund(plan, "DA2.1", "local", "investment", 90_000_000)
    natures = "(vốn đầu tư phát triển 90 triệu đồng, vốn sự nghiệp 10 triệu đồng)"
    assert f"ngân sách địa phương 100 triệu đồng {natures}" in body(plan)

    fund(plan, "DA2.2", "local", "", 1_000_000)
    assert "ngân sách địa phương 101 triệu đồng." in body(plan)


def test_the_index_row_says_which_columns_are_added(plan):
    index = {column.key: column.index for column in table(plan, "budget").columns}

    assert index["total"] == "1=2+5+7+8"
    assert index["central"] == "2=3+4"


def test_targets_are_listed_in_the_words_of_their_comparators(plan):
    text = body(plan)

    assert "- Tỷ lệ hộ nghèo xuống còn 5,57%;" in text
    assert "- Người lao động có việc làm: khoảng 1.200 người." in text


def test_appendices_have_roman_numbers_and_the_text_refers_to_them(plan):
    labels = [each.label for each in assemble(plan).appendices]

    assert labels == ["Phụ lục I", "Phụ lục II"]
    assert "nêu tại Phụ lục II kèm theo" in body(plan)


def test_an_appendix_says_which_plan_it_belongs_to(province_plan):
    attached = assemble(province_plan).appendices[0].attached_to

    assert attached == (
        "(Kèm theo Kế hoạch số 07/KH-UBND ngày 05 tháng 12 năm 2024 của Ủy ban nhân dân tỉnh Quảng Ngãi)"
    )


def test_a_missing_number_and_date_are_dots(plan):
    document = assemble(plan)

    assert document.first.reference == "Số: …/KH-UBND"
    assert document.first.dateline == "Ba Dinh, ngày … tháng … năm …"


def test_bases_end_with_semicolons_and_the_last_with_a_stop(plan):
    proposal = LegalDocument.objects.create(
        kind=DocumentKind.SUBMISSION, reference="3/TTr-PKT", issued_on=date(2025, 8, 4), issuer="Trưởng Phòng Kinh tế"
    )
    Citation.objects.create(plan=plan, document=proposal, role=Citation.Role.PROPOSAL, position=9)

    assert assemble(plan).first.bases == (
        "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình mẫu;",
        "Theo đề nghị của Trưởng Phòng Kinh tế tại Tờ trình số 3/TTr-PKT ngày 04 tháng 8 năm 2025.",
    )


def test_a_cited_document_is_quoted_from_the_register(plan):
    Section.objects.filter(plan=plan, position=1).update(body="Theo {{ document.90/QĐ-TTg }}:")

    assert body(plan).startswith("Theo Quyết định số 90/QĐ-TTg:")


def test_the_body_is_closed_by_a_stop_and_a_stroke(plan):
    assert body(plan).endswith("xem xét, quyết định./.")


def test_a_plan_without_figures_or_text_is_still_a_document(places, programme, sources):
    empty = Plan.objects.create(
        slug="x",
        unit=places.ba_dinh,
        programme=programme,
        first_year=2025,
        last_year=2025,
        subject="Trống",
        place="Ba Dinh",
    )

    document = assemble(empty)

    assert document.paragraphs == ()
    assert [cell.text for cell in document.appendices[0].rows[0].cells[2:]] == [""] * 9
    assert document.appendices[1].rows == ()


def test_leads_are_listed_with_what_they_lead(plan):
    assert "- Phòng Kinh tế: chủ trì Dự án 1." in body(plan)


def test_an_assembly_costs_the_same_queries_with_one_line_and_with_many(
    plan, fund, django_assert_max_num_queries, django_assert_num_queries
):
    with django_assert_max_num_queries(15) as before:
        assemble(Plan.objects.with_names().get(pk=plan.pk))
    fund(plan, "DA1", "other", "", 1)
    fund(plan, "DA1", "credit", "", 1)

    with django_assert_num_queries(len(before)):
        assemble(Plan.objects.with_names().get(pk=plan.pk))


def test_the_figures_an_officer_may_quote_are_named_once(plan):
    names = [figure.name for figure in quotable(Reading(plan))]

    assert len(names) == len(set(names))
    assert {"budget.total", "budget.DA2.1", "target.ty-le-ngheo.down-to", "appendix.budget"} <= set(names)


def test_a_header_merges_what_stands_over_several_columns():
    columns = (
        Column("a", ("TT",), "A", 1),
        Column("b", ("Vốn", "Cộng"), "1", 1),
        Column("c", ("Vốn", "Sự nghiệp"), "2", 1),
    )

    top, bottom = header_rows(columns)

    assert [(c.text, c.column, c.columns, c.rows) for c in top] == [("TT", 0, 1, 2), ("Vốn", 1, 2, 1)]
    assert [(c.text, c.column) for c in bottom] == [("Cộng", 1), ("Sự nghiệp", 2)]
