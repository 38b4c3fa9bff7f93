"""What each workbook is said to hold: the changes, the problems, and what to know; as a person reads them."""

NOT_A_NUMBER = "Không phải là số. Vui lòng nhập số, ví dụ 1.234,5 (dấu chấm tách hàng nghìn, dấu phẩy thập phân)."
EXPECTED: dict[str, tuple[list[str], list[str], list[str]]] = {
    "titles_and_index_row": (
        [
            "D7 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.210",
            "D11 10017, Xã Phú Lâm | Tổng số hộ: trống → 700",
            "E11 10017, Xã Phú Lâm | Hộ nghèo, số hộ: trống → 0",
        ],
        [],
        [],
    ),
    "groups_and_totals_that_add_up": (
        [
            "D13 10013, Xã Bình An | Tổng số hộ: 900 → 1.000",
        ],
        [],
        [],
    ),
    "a_total_that_was_changed_and_one_left_as_it_was": (
        [
            "D8 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.300",
        ],
        [
            "Biểu!E6 [222] Số tổng 222 khác với số cộng các dòng thuộc dòng này là 199. Vui lòng sửa hoặc "
            "để trống ô tổng.",
        ],
        [
            "2 ô tổng còn ghi số cũ, sẽ được tính lại: D6, D7.",
        ],
    ),
    "columns_in_another_order_under_other_headings": (
        [
            "B4 10001, Xã An Bình | Hộ cận nghèo, số hộ: 60 → 61",
            "F5 10017, Xã Phú Lâm | Tổng số hộ: trống → 100",
            "C5 10017, Xã Phú Lâm | Hộ nghèo, số hộ: trống → 3",
            "B5 10017, Xã Phú Lâm | Hộ cận nghèo, số hộ: trống → 2",
        ],
        [],
        [
            "Trang tính “Biểu” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Cột không đọc: “Ghi chú”.",
            "Tệp không có các cột sau nên giữ nguyên: Thu nhập bình quân.",
            "Giữ nguyên 9 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "numbers_typed_as_text": (
        [
            "D6 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.250",
            "G6 10001, Xã An Bình | Hộ cận nghèo, số hộ: 60 → trống",
            "D7 10005, Xã An Phú | Tổng số hộ: 800 → 1.234",
            "E7 10005, Xã An Phú | Hộ nghèo, số hộ: 40 → trống",
        ],
        [
            "Biểu!H6 [42,75] Quá nhiều chữ số thập phân; cần tối đa 1 chữ số sau dấu phẩy.",
            f"Biểu!E8 [1,234.5] {NOT_A_NUMBER}",
            f"Biểu!D9 [12.50] {NOT_A_NUMBER}",
            f"Biểu!E9 [9 hộ] {NOT_A_NUMBER}",
        ],
        [],
    ),
    "hidden_rows_and_columns_notes_and_signatures": (
        [
            "D10 10017, Xã Phú Lâm | Tổng số hộ: trống → 650",
        ],
        [],
        [
            "Các dòng đang ẩn vẫn được đọc: 9, 10.",
            "Các cột đang ẩn vẫn được đọc: C, G.",
        ],
    ),
    "parts_on_several_sheets": (
        [
            "An Hòa!D6 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.201",
            "Bình Lâm!D6 10009, Xã Bình Yên | Tổng số hộ: 1.500 → 1.501",
        ],
        [
            "Bình Lâm!A8 [2] Dòng này trùng với dòng 7 của trang tính “An Hòa”; mỗi dòng của bảng chỉ ghi một lần.",
        ],
        [
            "Trang tính “Bìa” không đọc (không phải bảng này).",
            "Trang tính “Kinh phí” không đọc (không phải bảng này).",
            "Trang tính “Nháp” không đọc (đang ẩn).",
        ],
    ),
    "formulas_with_results": (
        [
            "D6 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.250",
        ],
        [
            "Biểu!D7 [#N/A] Công thức báo lỗi #N/A. Vui lòng sửa công thức hoặc nhập giá trị.",
        ],
        [
            "Giữ nguyên 5 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "formulas_without_results": (
        [],
        [
            "Biểu!D6 [(công thức chưa tính)] Công thức chưa có kết quả. Vui lòng mở tệp bằng Excel, lưu "
            "lại, hoặc nhập giá trị.",
        ],
        [
            "Giữ nguyên 8 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "cells_that_are_no_entries": (
        [
            "E9 10013, Xã Bình An | Hộ nghèo, số hộ: 9 → 8",
            "G9 10013, Xã Bình An | Hộ cận nghèo, số hộ: 5 → 8",
            "D10 10017, Xã Phú Lâm | Tổng số hộ: trống → 5",
        ],
        [
            "Biểu!D6 [-5] Giá trị không được âm.",
            "Biểu!E6 [1,5] Quá nhiều chữ số thập phân; cần số nguyên.",
            f"Biểu!G6 [khoảng 100] {NOT_A_NUMBER}",
            "Biểu!H6 [500,5] Không được lớn hơn 500.",
            f"Biểu!D7 [TRUE] {NOT_A_NUMBER}",
            f"Biểu!E7 [01/3/2025] {NOT_A_NUMBER}",
            "Biểu!G7 [#REF!] Công thức báo lỗi #REF!. Vui lòng sửa công thức hoặc nhập giá trị.",
            "Biểu!H7 [12,345] Quá nhiều chữ số thập phân; cần tối đa 1 chữ số sau dấu phẩy.",
            "Biểu!D8 [10.000.000.000.000.000] Giá trị quá lớn.",
        ],
        [
            "Các ô tính sẵn có lỗi, không đọc: F8.",
        ],
    ),
    "numbers_merged_over_rows": (
        [],
        [
            "Biểu!G6 [60] Ô gộp G6:G7 nằm trong vùng số liệu. Vui lòng bỏ gộp ô.",
        ],
        [
            "Giữ nguyên 5 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "rows_that_come_twice": (
        [],
        [
            "Biểu!A7 [1] Dòng này trùng với dòng 6; mỗi dòng của bảng chỉ ghi một lần.",
            "Biểu!B9 [10013] Dòng này trùng với dòng 8; mỗi dòng của bảng chỉ ghi một lần.",
        ],
        [
            "Giữ nguyên 5 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "rows_of_unknown_and_unclear_units": (
        [
            "D6 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.201",
            "D11 10013, Xã Bình An | Tổng số hộ: 900 → 901",
            "G11 10013, Xã Bình An | Hộ cận nghèo, số hộ: 5 → trống",
        ],
        [
            "Biểu!B7 [99999] Không có dòng này trong bảng của bạn, hoặc bạn không được nhập cho đơn vị này.",
            "Biểu!B8 [10005] “10005” trong bảng là của 10005, Xã An Phú; các ô mã, tên của dòng này không khớp nhau.",
            "Biểu!C9 [Xã Bình Yêm] Không có dòng này trong bảng của bạn, hoặc bạn không được nhập cho đơn "
            "vị này. Có phải: “Xã Bình Yên”, “Xã Bình An”, “Xã An Bình”?",
            "Biểu!B10 [] Dòng có số liệu nhưng không có mã hoặc tên.",
        ],
        [
            "Giữ nguyên 5 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "of_another_unit": (
        [],
        [
            "Biểu!A3 [Mã đơn vị hành chính: 48. Năm: 2025. Mã bảng: 48-2025] Bảng trong tệp là của đơn vị "
            "khác (mã 48). Bảng đang nhập là của tỉnh Mẫu (mã 51), năm 2025.",
        ],
        [],
    ),
    "of_another_year": (
        [],
        [
            "Biểu!A3 [Mã đơn vị hành chính: 51. Năm: 2024. Mã bảng: 51-2024] Bảng trong tệp là của năm khác "
            "(2024). Bảng đang nhập là của tỉnh Mẫu (mã 51), năm 2025.",
        ],
        [],
    ),
    "of_another_plan": (
        [],
        [
            "Biểu!A3 [Mã đơn vị hành chính: 51. Năm: 2025. Mã bảng: 51-annual-2025] Bảng trong tệp là của "
            "kế hoạch hoặc bảng khác (51-annual-2025). Bảng đang nhập là của tỉnh Mẫu (mã 51), năm 2025.",
        ],
        [],
    ),
    "units_of_money_that_differ": (
        [
            "Nghìn!D5 10005, Xã An Phú | Ngân sách trung ương, đầu tư phát triển: trống → 2",
            "Nghìn!E5 10005, Xã An Phú | Ngân sách trung ương, sự nghiệp: trống → 0,5005",
            "Tỷ!D5 10009, Xã Bình Yên | Ngân sách trung ương, đầu tư phát triển: trống → 1.250",
        ],
        [
            "Không ghi! [] Thiếu dòng “Đơn vị: …” phía trên bảng. Cần một trong: đồng, nghìn đồng, triệu "
            "đồng, tỷ đồng.",
            "Đô la!A2 [Đơn vị: USD] Không rõ đơn vị tiền. Cần một trong: đồng, nghìn đồng, triệu đồng, tỷ đồng.",
        ],
        [
            "Trang tính “Triệu” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Trang tính “Nghìn” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Trang tính “Tỷ” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Trang tính “Đô la” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Trang tính “Không ghi” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
        ],
    ),
    "two_rows_a_unit_with_merged_names": (
        [
            "F4 10001, Xã An Bình, Hộ | Giảm, thoát nghèo: trống → 3",
            "G4 10001, Xã An Bình, Hộ | Tăng, phát sinh mới: trống → 0",
            "E5 10001, Xã An Bình, Nhân khẩu | Đầu kỳ: trống → 50",
            "F5 10001, Xã An Bình, Nhân khẩu | Giảm, thoát nghèo: trống → 11",
            "G5 10001, Xã An Bình, Nhân khẩu | Tăng, phát sinh mới: trống → 0",
            "E6 10005, Xã An Phú, Hộ | Đầu kỳ: trống → 7",
            "G6 10005, Xã An Phú, Hộ | Tăng, phát sinh mới: trống → 1",
            "E7 10005, Xã An Phú, Nhân khẩu | Đầu kỳ: trống → 20",
            "G7 10005, Xã An Phú, Nhân khẩu | Tăng, phát sinh mới: trống → 4",
        ],
        [],
        [
            "Trang tính “Biểu” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
        ],
    ),
    "letters_composed_in_another_way": (
        [
            "D2 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.202",
            "E2 10001, Xã An Bình | Thu nhập bình quân: 42,5 → 43",
            "D3 10005, Xã An Phú | Tổng số hộ: 800 → 801",
        ],
        [],
        [
            "Trang tính “Biểu” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Tệp không có các cột sau nên giữ nguyên: Hộ nghèo, số hộ, Hộ cận nghèo, số hộ.",
            "Giữ nguyên 9 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "groups_and_totals_of_their_own": (
        [],
        [
            "Biểu!E9 [40] Số tổng 40 không bằng số cộng nào của các dòng trong tệp (199, 160, 39). Vui lòng "
            "sửa hoặc để trống ô tổng.",
            "Biểu!G13 [66] Số tổng 66 khác với số cộng các dòng thuộc dòng này là 65. Vui lòng sửa hoặc để "
            "trống ô tổng.",
        ],
        [],
    ),
    "nothing_in_it": (
        [],
        [
            "! [] Không tìm thấy bảng “BIỂU RÀ SOÁT MẪU” trong tệp. Bảng cần có cột tên và các cột số liệu "
            "với tiêu đề như trong bảng tính mẫu.",
        ],
        [],
    ),
    "codes_taken_for_numbers_and_names_alone": (
        [
            "C2 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.203",
            "C3 10013, Xã Bình An | Tổng số hộ: 900 → 903",
        ],
        [],
        [
            "Trang tính “Biểu” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Tệp không có các cột sau nên giữ nguyên: Hộ nghèo, số hộ, Hộ cận nghèo, số hộ, Thu nhập bình quân.",
            "Giữ nguyên 10 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "cells_that_are_locked": (
        [
            "D7 10005, Xã An Phú | Tổng số hộ: 800 → 1",
        ],
        [
            "Biểu!D6 [1] Số liệu này đã được công nhận. Trong bảng đang là 1.200.",
        ],
        [
            "Giữ nguyên 5 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "shown_in_per_cent": (
        [],
        [
            "Biểu!H6 [0,43] Ô định dạng phần trăm, hiện 43%. Vui lòng định dạng lại là số và ghi số, không ghi dấu %.",
        ],
        [
            "Giữ nguyên 8 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
}
