"""What each of the odd workbooks is said to hold: the changes, the problems, and what to know."""

EXPECTED_OF_ODD: dict[str, tuple[list[str], list[str], list[str]]] = {
    "figures_under_headings_of_other_counts": (
        [],
        [
            "! [] Không tìm thấy bảng “BIỂU RÀ SOÁT MẪU” trong tệp. Bảng cần có cột tên và các cột số liệu với "
            "tiêu đề như trong bảng tính mẫu.",
        ],
        [
            "Trang tính “Gộp” không đọc (không nhận ra cột số liệu nào trong: “Hộ có nhà tạm / Số hộ”, "
            "“Hộ có nhà tạm / Tỷ lệ”).",
            "Trang tính “Rời” không đọc (không nhận ra cột số liệu nào trong: “Hộ có nhà tạm / Tỷ lệ”, “Hộ có "
            "nhà tạm / Số hộ”).",
        ],
    ),
    "three_levels_and_the_header_again": (
        [
            "D6 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.210",
            "E12 10009, Xã Bình Yên | Hộ nghèo, số hộ: 30 → 31",
        ],
        [],
        [
            "Tệp không có các cột sau nên giữ nguyên: Thu nhập bình quân.",
            "Giữ nguyên 4 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "groups_called_like_communes": (
        [
            "C6 10013, Xã Bình An | Tổng số hộ: 900 → 901",
        ],
        [
            "Biểu!B7 [P. Bình Yên] Không có dòng này trong bảng của bạn, hoặc bạn không được nhập cho đơn vị "
            "này. Có phải: “Xã Bình Yên”?",
        ],
        [
            "Tệp không có các cột sau nên giữ nguyên: Hộ nghèo, số hộ, Hộ cận nghèo, số hộ, Thu nhập bình quân.",
            "Giữ nguyên 10 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "groups_told_by_their_words": (
        [
            "D8 10005, Xã An Phú | Tổng số hộ: 800 → 801",
        ],
        [
            "Biểu!D6 [2.000] Số tổng 2.000 không bằng số cộng nào của các dòng trong tệp (4.401, 2.001). Vui "
            "lòng sửa hoặc để trống ô tổng.",
            "Cụm!D6 [5] Số tổng 5 không có dòng nào trong tệp để cộng. Vui lòng sửa hoặc để trống ô tổng.",
        ],
        [],
    ),
    "names_as_they_are_typed": (
        [
            "C3 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.002",
            "C4 10005, Xã An Phú | Tổng số hộ: 800 → 1.003",
            "C5 10009, Xã Bình Yên | Tổng số hộ: 1.500 → 1.004",
            "C6 10013, Xã Bình An | Tổng số hộ: 900 → 1.005",
        ],
        [
            "Biểu!B7 [Thị trấn Phú Lâm] Không có dòng này trong bảng của bạn, hoặc bạn không được nhập cho đơn "
            "vị này. Có phải: “Xã Phú Lâm”?",
        ],
        [
            "Tệp không có các cột sau nên giữ nguyên: Hộ nghèo, số hộ, Hộ cận nghèo, số hộ, Thu nhập bình quân.",
            "Giữ nguyên 8 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "tables_abreast_and_below": (
        [
            "H3 10001, Xã An Bình | Hộ nghèo, số hộ: 120 → 41",
        ],
        [
            "Cạnh!E2 [TT] Hai bảng đặt cạnh nhau: cột này đã có ở bên trái. Vui lòng để mỗi bảng trên một trang tính.",
            "Cạnh!F2 [Mã] Hai bảng đặt cạnh nhau: cột này đã có ở bên trái. Vui lòng để mỗi bảng trên một trang tính.",
            "Cạnh!G2 [Xã, phường] Hai bảng đặt cạnh nhau: cột này đã có ở bên trái. Vui lòng để mỗi bảng trên "
            "một trang tính.",
            "Dưới!A3 [1] Dòng này trùng với dòng 3 của trang tính “Cạnh”; mỗi dòng của bảng chỉ ghi một lần.",
            "Dưới!A5 [TT] Từ dòng này là một bảng khác trên cùng trang tính. Vui lòng để mỗi bảng trên một trang "
            "tính.",
        ],
        [
            "Tệp không có các cột sau nên giữ nguyên: Hộ cận nghèo, số hộ, Thu nhập bình quân.",
            "Tệp không có các cột sau nên giữ nguyên: Hộ nghèo, số hộ, Hộ cận nghèo, số hộ, Thu nhập bình quân.",
            "Giữ nguyên 10 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "under_the_title_of_another_year": (
        [],
        [
            "Biểu!A2 [KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2024] Tiêu đề ghi năm 2024. Bảng đang nhập là của tỉnh Mẫu "
            "(mã 51), năm 2025. Nếu đúng là số liệu của bảng này, vui lòng sửa tiêu đề.",
        ],
        [
            "Trang tính “Biểu” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
        ],
    ),
    "dashes_and_signs_of_all_kinds": (
        [
            "D6 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.250",
            "E6 10001, Xã An Bình | Hộ nghèo, số hộ: 120 → trống",
            "G6 10001, Xã An Bình | Hộ cận nghèo, số hộ: 60 → trống",
            "H6 10001, Xã An Bình | Thu nhập bình quân: 42,5 → trống",
        ],
        [
            "Biểu!D7 [5%] Không ghi dấu % trong ô số; vui lòng ghi số, ví dụ 8,67.",
            "Biểu!E7 [x] Không phải là số. Vui lòng nhập số, ví dụ 1.234,5 (dấu chấm tách hàng nghìn, dấu phẩy "
            "thập phân).",
            "Biểu!G7 [8,67 %] Không ghi dấu % trong ô số; vui lòng ghi số, ví dụ 8,67.",
        ],
        [
            "Giữ nguyên 5 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "money_under_lines_of_other_units": (
        [],
        [
            "Hai!A2 [Đơn vị: đồng] Có nhiều đơn vị tiền khác nhau phía trên bảng. Cần một trong: đồng, nghìn "
            "đồng, triệu đồng, tỷ đồng.",
        ],
        [
            "Trang tính “Sở” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Trang tính “Hai” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
        ],
    ),
    "nothing_to_enter": (
        [],
        [
            "! [] Không tìm thấy bảng “BIỂU RÀ SOÁT MẪU” trong tệp. Bảng cần có cột tên và các cột số liệu với tiêu "
            "đề như trong bảng tính mẫu.",
        ],
        [
            "Trang tính “Biểu” không đọc (bảng không có cột nào được nhập).",
        ],
    ),
    "a_heading_over_two_columns": (
        [],
        [
            "! [] Không tìm thấy bảng “BIỂU RÀ SOÁT MẪU” trong tệp. Bảng cần có cột tên và các cột số liệu với "
            "tiêu đề như trong bảng tính mẫu.",
        ],
        [
            "Trang tính “Biểu” không đọc (không nhận ra cột số liệu nào trong: “Số hộ nghèo / Tỷ lệ”, “Số hộ "
            "nghèo / Số hộ”).",
        ],
    ),
    "remarks_right_above_a_heading": (
        [
            "D4 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.201",
        ],
        [],
        [
            "Trang tính “Biểu” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập.",
            "Tệp không có các cột sau nên giữ nguyên: Hộ nghèo, số hộ, Hộ cận nghèo, số hộ, Thu nhập bình quân.",
            "Giữ nguyên 11 ô đã có số liệu mà tệp không có dòng hoặc cột.",
        ],
    ),
    "districts_as_rows": (
        [
            "C3 Huyện An Hòa | Số hộ: trống → 5",
            "C4 Huyện Bình Lâm | Số hộ: trống → 6",
        ],
        [
            "Biểu!B5 [Huyện Lạ] Không có dòng này trong bảng của bạn, hoặc bạn không được nhập cho đơn vị này. "
            "Có phải: “Huyện Bình Lâm”, “Huyện An Hòa”?",
        ],
        [],
    ),
}
