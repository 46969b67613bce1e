"""Tables for `test_tables`: «right→wrong» marks the cell that is changed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """`relations` are found in the right table; `broken` are the kinds that contradict in the wrong one."""

    name: str
    relations: int
    broken: str
    text: str


CASES = [
    Case(
        "backlog",
        8,
        "sum_of_parts part_plus_rest",
        """
| STT | Đơn vị | Tiếp nhận | Đã giải quyết | Đang giải quyết |
|---|---|---|---|---|
| 1 | Phường A | 1.284 | 1.207 | 77 |
| 2 | Phường B | 968 | 911 | «57→75» |
| 3 | Phường C | 1.105 | 1.042 | 63 |
| 4 | Phường D | 746 | 730 | 16 |
| | Tổng cộng | 4.103 | 3.890 | 213 |""",
    ),
    Case(
        "total first",
        8,
        "sum_of_parts ratio_pct",
        """
| Chỉ tiêu | Dự toán | Thực hiện | TH/DT (%) |
|---|---|---|---|
| Tổng số | 229.500 | 197.917 | 86,2 |
| Thuế CTN - NQD | 48.500 | 52.316 | 107,9 |
| Thuế thu nhập cá nhân | 21.000 | «19.842→16.842» | 94,5 |
| Lệ phí trước bạ | 33.200 | 30.175 | 90,9 |
| Phí, lệ phí | 6.800 | 7.124 | 104,8 |
| Tiền sử dụng đất | 120.000 | 88.460 | 73,7 |""",
    ),
    Case(
        "quotient",
        7,
        "average",
        """
| Xã | Số hộ | Số khẩu | Khẩu/hộ |
|---|---|---|---|
| Ea Kao | 3.412 | 14.330 | 4,2 |
| Hòa Thắng | 4.870 | 18.992 | 3,9 |
| Cư Êbur | 5.126 | 21.016 | «4,1→1,4» |
| Hòa Phú | 3.988 | 16.350 | 4,1 |
| Cộng | 17.396 | 70.688 | 4,1 |""",
    ),
    Case(
        "product with total",
        5,
        "product sum_of_parts",
        """
| STT | Công trình | Đơn vị | Khối lượng | Đơn giá (nghìn đồng) | Thành tiền (nghìn đồng) |
|---|---|---|---|---|---|
| 1 | Đào đất | m³ | 1.250 | 86 | 107.500 |
| 2 | Bê tông M250 | m³ | 184 | 1.420 | «261.280→216.280» |
| 3 | Cốt thép | tấn | 12 | 19.500 | 234.000 |
| 4 | Lát gạch | m² | 960 | 215 | 206.400 |
| | Cộng | | | | 809.180 |""",
    ),
    Case(
        "decrease of households",
        8,
        "change_abs sum_of_parts",
        """
| Huyện | Hộ nghèo đầu năm | Hộ nghèo cuối năm | Giảm (hộ) |
|---|---|---|---|
| Bắc Hà | 3.214 | 2.760 | 454 |
| Si Ma Cai | 2.087 | 1.795 | «292→229» |
| Mường Khương | 3.560 | 3.011 | 549 |
| Văn Bàn | 1.648 | 1.402 | 246 |
| Tổng | 10.509 | 8.968 | 1.541 |""",
    ),
    Case(
        "shares",
        7,
        "ratio_pct sum_of_parts",
        """
| Nhóm nợ | Số tiền (tỷ đồng) | Tỷ trọng (%) |
|---|---|---|
| Nhóm 1 | 18.462,3 | «97,67→79,67» |
| Nhóm 2 | 241,6 | 1,28 |
| Nhóm 3 | 58,9 | 0,31 |
| Nhóm 4 | 44,0 | 0,23 |
| Nhóm 5 | 96,7 | 0,51 |
| Tổng dư nợ | 18.903,5 | 100 |""",
    ),
    Case(
        "growth with falls",
        7,
        "change_pct",
        """
| Mặt hàng | Kim ngạch 2022 (triệu USD) | Kim ngạch 2023 (triệu USD) | Tăng trưởng (%) |
|---|---|---|---|
| Cà phê | 812,4 | 936,8 | 15,3 |
| Hồ tiêu | 143,0 | 121,7 | «-14,9→-19,4» |
| Gỗ | 96,5 | 104,2 | 8,0 |
| Cao su | 58,3 | 49,9 | -14,4 |
| Cộng | 1.110,2 | 1.212,6 | 9,2 |""",
    ),
    Case(
        "growth in brackets",
        4,
        "change_pct",
        """
| Mặt hàng | Năm 2022 | Năm 2023 | Tốc độ tăng (%) |
|---|---|---|---|
| Cà phê | 812,4 | 936,8 | 15,3 |
| Hồ tiêu | 143,0 | 121,7 | (14,9) |
| Gỗ | 96,5 | 104,2 | «8,0→0,8» |
| Cao su | 58,3 | 49,9 | (14,4) |""",
    ),
    Case(
        "tabs without a rule",
        7,
        "sum_of_parts part_plus_rest",
        """
Tháng\tKhách quốc tế\tKhách nội địa\tTổng lượt khách
4\t18.420\t142.600\t161.020
5\t16.075\t«158.310→153.810»\t174.385
6\t14.992\t201.744\t216.736
Quý II\t49.487\t502.654\t552.141""",
    ),
    Case(
        "points",
        8,
        "point_diff",
        """
Địa bàn\tDân số\tNgười có thẻ\tTỷ lệ (%)\tTăng so với 2022 (điểm %)\tTỷ lệ 2022 (%)
Quận 1\t142.300\t136.080\t95,6\t1,5\t94,1
Quận 7\t318.450\t297.750\t93,5\t1,6\t91,9
Huyện Nhà Bè\t206.800\t188.600\t91,2\t«1,5→1,9»\t89,7
Huyện Cần Giờ\t74.900\t72.130\t96,3\t0,9\t95,4""",
    ),
    Case(
        "of which is no part",
        8,
        "part_plus_rest sum_of_parts",
        """
| Trạm Y tế | Tổng lượt khám | Trong đó: trẻ dưới 6 tuổi | BHYT | Không BHYT |
|---|---|---|---|---|
| Mỹ Lợi | 5.214 | 1.108 | 4.870 | 344 |
| Vinh Hải | 3.976 | 845 | «3.702→3.072» | 274 |
| Lộc Trì | 6.130 | 1.420 | 5.618 | 512 |
| Tổng cộng | 15.320 | 3.373 | 14.190 | 1.130 |""",
    ),
    Case(
        "density",
        6,
        "average",
        """
| Khu vực | Diện tích (km²) | Dân số (người) | Mật độ (người/km²) |
|---|---|---|---|
| Nội thị | 48,2 | 214.600 | «4.452→4.542» |
| Ven đô | 126,5 | 138.900 | 1.098 |
| Ngoại thị | 310,8 | 97.450 | 314 |
| Toàn thành phố | 485,5 | 450.950 | 929 |""",
    ),
    Case(
        "quarter of months",
        14,
        "sum_of_parts sum_of_parts",
        """
| Nhóm phản ánh | Tháng 7 | Tháng 8 | Tháng 9 | Quý III | Tỷ trọng (%) |
|---|---|---|---|---|---|
| Hạ tầng giao thông | 186 | 204 | 231 | 621 | 40,6 |
| Vệ sinh môi trường | 142 | 128 | 155 | 425 | 27,8 |
| Trật tự đô thị | 97 | 110 | 84 | 291 | 19,0 |
| Điện, nước | 63 | 71 | «58→88» | 192 | 12,6 |
| Tổng | 488 | 513 | 528 | 1.529 | 100,0 |""",
    ),
    Case(
        "bare total row",
        3,
        "sum_of_parts",
        """
| Loại khách | Quý I |
|---|---|
| Qua đêm | 1.013.012 |
| Trong ngày | 595.086 |
| Quá cảnh | 20.114 |
| Tổng | «1.628.212→1.682.212» |"""[:0]
        + """
| Xã | Số hộ | Số nhà văn hóa | Số km đường |
|---|---|---|---|
| An Phú | 1.215 | 8 | 24,6 |
| An Thọ | 1.042 | 7 | 18,9 |
| An Sơn | 988 | 6 | 21,4 |
| An Lộc | 1.301 | 9 | 30,2 |
| Tổng | «4.546→4.456» | 30 | 95,1 |""",
    ),
    Case(
        "single column",
        1,
        "sum_of_parts",
        """
| Loại khách | Quý I |
|---|---|
| Qua đêm | 1.013.012 |
| Trong ngày | 595.086 |
| Tổng | «1.608.098→1.680.098» |""",
    ),
    Case(
        "single column, a part left out",
        1,
        "sum_of_parts",
        """
| Khối | Số văn bản |
|---|---|
| Sở, ngành | 1.204 |
| Cấp huyện | 856 |
| Cấp xã | 2.317 |
| Cộng | «4.377→3.521» |""",
    ),
    Case(
        "nested roman and arabic",
        6,
        "sum_of_parts sum_of_parts",
        """
| STT | Đơn vị | Chỉ tiêu giao | Thực hiện |
|---|---|---|---|
| I | Khối sở, ngành | 1.240 | 1.105 |
| 1 | Sở Nội vụ | 420 | 398 |
| 2 | Sở Tài chính | 510 | 447 |
| 3 | Sở Y tế | 310 | 260 |
| II | Khối huyện | 2.130 | «1.987→1.897» |
| 1 | Huyện An Dương | 1.120 | 1.044 |
| 2 | Huyện Kiến Thụy | 1.010 | 943 |
| | Tổng cộng | 3.370 | 3.092 |""",
    ),
    Case(
        "nested, total first",
        6,
        "sum_of_parts",
        """
STT\tNội dung\tDự toán\tQuyết toán
\tTổng số\t58.400\t56.211
I\tChi đầu tư\t31.200\t30.415
1\tGiao thông\t18.700\t18.232
2\tThủy lợi\t12.500\t«12.183→12.138»
II\tChi thường xuyên\t27.200\t25.796
1\tGiáo dục\t16.900\t16.044
2\tY tế\t10.300\t9.752""",
    ),
    Case(
        "subtotals after their blocks",
        6,
        "sum_of_parts",
        """
| Đơn vị | Hồ sơ nhận | Hồ sơ trả |
|---|---|---|
| A. Quận | | |
| Lê Chân | 2.415 | 2.390 |
| Hải An | 1.986 | 1.955 |
| Cộng quận | 4.401 | 4.345 |
| B. Huyện | | |
| Tiên Lãng | 1.204 | 1.187 |
| Vĩnh Bảo | 1.377 | «1.350→1.530» |
| Cộng huyện | 2.581 | 2.537 |
| Tổng cộng | 6.982 | 6.882 |""",
    ),
    Case(
        "dashes under rows",
        6,
        "sum_of_parts",
        """
| Chỉ tiêu | Năm 2022 | Năm 2023 |
|---|---|---|
| Tổng thu | 9.480 | 10.215 |
| 1. Thu nội địa | 6.130 | 6.702 |
| - Thuế | 4.215 | «4.630→4.360» |
| - Phí, lệ phí | 1.915 | 2.072 |
| 2. Thu xuất nhập khẩu | 3.350 | 3.513 |
| - Xuất khẩu | 1.104 | 1.220 |
| - Nhập khẩu | 2.246 | 2.293 |""",
    ),
    Case(
        "formula headings",
        12,
        "sum_of_parts part_plus_rest",
        """
| Đơn vị | Tồn (1) | Mới (2) | Tổng (3)=(1)+(2) | Đã giải quyết (4) | Tỷ lệ (5)=(4)/(3)x100 |
|---|---|---|---|---|---|
| Phòng A | 14 | «226→262» | 240 | 228 | 95,0 |
| Phòng B | 9 | 151 | 160 | 148 | 92,5 |
| Phòng C | 21 | 339 | 360 | 351 | 97,5 |
| Cộng | 44 | 716 | 760 | 727 | 95,7 |""",
    ),
    Case(
        "index row with formulas",
        6,
        "ratio_pct",
        """
| TT | Đơn vị | Kế hoạch | Thực hiện | Tỷ lệ % |
|---|---|---|---|---|
| A | B | 1 | 2 | 3=2/1 |
| 1 | Xã Bắc Sơn | 45 | 36 | 80,0 |
| 2 | Xã Nam Sơn | 60 | 51 | «85,0→58,0» |
| 3 | Xã Đông Sơn | 40 | 39 | 97,5 |
| | Cộng | 145 | 126 | 86,9 |""",
    ),
    Case(
        "index row of numbers",
        7,
        "sum_of_parts change_abs",
        """
| TT | Đơn vị | Được giao | Có mặt | Còn thiếu |
|---|---|---|---|---|
| (1) | (2) | (3) | (4) | (5)=(3)-(4) |
| 1 | Trường A | 45 | 41 | 4 |
| 2 | Trường B | 38 | 35 | 3 |
| 3 | Trường C | 52 | 47 | «5→6» |
| | Tổng số | 135 | 123 | 12 |""",
    ),
    Case(
        "two lines of headings",
        9,
        "ratio_pct",
        """
| Đơn vị | Năm 2022 | | Năm 2023 | | So sánh TH 2023/2022 (%) |
|---|---|---|---|---|---|
| | Kế hoạch | Thực hiện | Kế hoạch | Thực hiện | |
| Huyện A | 1.250 | 1.204 | 1.300 | 1.352 | 112,3 |
| Huyện B | 980 | 1.015 | 1.050 | 1.101 | «108,5→105,8» |
| Huyện C | 1.470 | 1.398 | 1.500 | 1.466 | 104,9 |
| Huyện D | 860 | 874 | 900 | 913 | 104,5 |
| Tổng | 4.560 | 4.491 | 4.750 | 4.832 | 107,6 |"""[:0]
        + """
| Đơn vị | Năm 2022 | | Năm 2023 | | So sánh TH 2023/2022 (%) |
|---|---|---|---|---|---|
| | Kế hoạch | Thực hiện | Kế hoạch | Thực hiện | |
| Huyện A | 1.250 | 1.204 | 1.300 | 1.352 | 112,3 |
| Huyện B | 980 | 1.015 | 1.050 | 1.101 | «108,5→105,8» |
| Huyện C | 1.470 | 1.398 | 1.500 | 1.466 | 104,9 |
| Huyện D | 860 | 874 | 900 | 913 | 104,5 |
| Tổng | 4.560 | 4.491 | 4.750 | 4.832 | 107,6 |""",
    ),
    Case(
        "yield in other units",
        4,
        "product",
        """
| Huyện | Diện tích (ha) | Năng suất (tạ/ha) | Sản lượng (tấn) |
|---|---|---|---|
| An Lão | 4.215 | 61,3 | 25.838 |
| Tiên Lãng | 6.870 | «58,9→59,8» | 40.464 |
| Vĩnh Bảo | 8.140 | 63,2 | 51.445 |
| Kiến Thụy | 3.904 | 60,4 | 23.580 |""",
    ),
    Case(
        "income per head in other units",
        4,
        "average",
        """
| Xã | Tổng thu nhập (tỷ đồng) | Nhân khẩu | Thu nhập bình quân (triệu đồng/người) |
|---|---|---|---|
| An Hòa | 512,4 | 8.120 | 63,1 |
| Tân Tiến | 388,9 | 6.415 | «60,6→66,0» |
| Bắc Sơn | 640,2 | 9.870 | 64,9 |
| Hồng Phong | 275,5 | 4.652 | 59,2 |""",
    ),
    Case(
        "percent signs",
        7,
        "ratio_pct",
        """
| Đơn vị | Tổng số thôn | Thôn đạt chuẩn | Tỷ lệ |
|---|---|---|---|
| Xã Yên Thắng | 12 | 10 | 83,3% |
| Xã Yên Khang | 09 | 07 | «77,8%→87,7%» |
| Xã Phú Nhuận | 14 | 13 | 92,9% |
| Thị trấn Nho Quan | 08 | 08 | 100% |
| Tổng số | 43 | 38 | 88,4% |""",
    ),
    Case(
        "percent signs and tabs",
        4,
        "ratio_pct",
        """
Lĩnh vực\tNhận\tĐúng hạn\tTỷ lệ đúng hạn
Đất đai\t1.418\t1.302\t91,8%
Hộ tịch\t962\t958\t«99,6%→96,9%»
Xây dựng\t377\t351\t93,1%
Lao động\t845\t840\t99,4%""",
    ),
    Case(
        "sex",
        8,
        "part_plus_rest sum_of_parts",
        """
| Đơn vị | Tổng số đảng viên | Nam | Nữ |
|---|---|---|---|
| Chi bộ 1 | 45 | 28 | 17 |
| Chi bộ 2 | 38 | 21 | 17 |
| Chi bộ 3 | 52 | 30 | «22→32» |
| Chi bộ 4 | 41 | 25 | 16 |
| Cộng | 176 | 104 | 72 |""",
    ),
    Case(
        "three ways of delivery",
        9,
        "sum_of_parts sum_of_parts",
        """
| Đơn vị | Tổng số | Trực tuyến | Trực tiếp | Bưu chính |
|---|---|---|---|---|
| Quận 1 | 12.480 | 9.815 | 2.240 | 425 |
| Quận 3 | 8.966 | 7.102 | «1.553→1.535» | 311 |
| Quận 5 | 7.414 | 5.870 | 1.290 | 254 |
| Quận 8 | 10.233 | 8.015 | 1.844 | 374 |
| Tổng | 39.093 | 30.802 | 6.927 | 1.364 |""",
    ),
    Case(
        "share of one column each",
        12,
        "ratio_pct",
        """
| Đơn vị | Tổng | Trực tuyến | Tỷ lệ (%) | Trực tiếp | Tỷ lệ (%) |
|---|---|---|---|---|---|
| Quận 1 | 12.480 | 10.240 | 82,05 | 2.240 | 17,95 |
| Quận 3 | 8.966 | 7.413 | 82,68 | 1.553 | 17,32 |
| Quận 5 | 7.414 | 6.124 | «82,60→86,20» | 1.290 | 17,40 |
| Quận 8 | 10.233 | 8.389 | 81,98 | 1.844 | 18,02 |""",
    ),
    Case(
        "empty cells and dashes",
        4,
        "sum_of_parts",
        """
| Xã | Nhà kiên cố | Nhà bán kiên cố | Nhà tạm | Tổng số nhà |
|---|---|---|---|---|
| Đông Sơn | 1.204 | 318 | 12 | 1.534 |
| Tây Sơn | 986 | 402 | - | 1.388 |
| Nam Sơn | 1.115 | 276 | 8 | «1.399→1.939» |
| Bắc Sơn | 874 | 350 | - | 1.224 |""",
    ),
    Case(
        "stocks and flows",
        4,
        "sum_of_parts",
        """
| Đơn vị | Tồn đầu kỳ | Nhập | Xuất | Tồn cuối kỳ |
|---|---|---|---|---|
| Kho 1 | 1.240 | 860 | 915 | 1.185 |
| Kho 2 | 2.015 | 1.120 | 1.344 | «1.791→1.971» |
| Kho 3 | 874 | 402 | 390 | 886 |
| Kho 4 | 1.560 | 975 | 1.208 | 1.327 |""",
    ),
    Case(
        "balance",
        4,
        "change_abs",
        """
| Tháng | Thu | Chi | Chênh lệch |
|---|---|---|---|
| Tháng 1 | 8.420 | 7.915 | 505 |
| Tháng 2 | 6.230 | 6.874 | -644 |
| Tháng 3 | 9.115 | 8.230 | «885→858» |
| Tháng 4 | 7.640 | 7.988 | -348 |""",
    ),
    Case(
        "more times",
        4,
        "multiple",
        """
| Chỉ tiêu | Năm 2015 | Năm 2023 | Gấp (lần) |
|---|---|---|---|
| Doanh nghiệp | 1.245 | 3.984 | 3,2 |
| Hợp tác xã | 88 | 211 | 2,4 |
| Hộ kinh doanh | 6.420 | 11.556 | «1,8→8,1» |
| Trang trại | 64 | 166 | 2,6 |""",
    ),
    Case(
        "index of prices is a ratio",
        4,
        "ratio_pct",
        """
| Nhóm hàng | Doanh thu tháng 8 (tỷ đồng) | Doanh thu tháng 9 (tỷ đồng) | Tháng 9 so với tháng 8 (%) |
|---|---|---|---|
| Lương thực | 2.415,6 | 2.530,1 | 104,7 |
| May mặc | 811,2 | 796,4 | 98,2 |
| Đồ dùng | 1.204,9 | 1.311,0 | «108,8→188,0» |
| Giáo dục | 95,3 | 121,7 | 127,7 |""",
    ),
    Case(
        "wrong in the middle of two formulas",
        13,
        "ratio_pct change_abs sum_of_parts",
        """
| Đơn vị | Kế hoạch | Thực hiện | Chênh lệch | Đạt (%) |
|---|---|---|---|---|
| Xã A | 1.500 | 1.612 | 112 | 107,5 |
| Xã B | 1.240 | «1.178→1.718» | -62 | 95,0 |
| Xã C | 980 | 1.045 | 65 | 106,6 |
| Xã D | 1.130 | 1.090 | -40 | 96,5 |
| Cộng | 4.850 | 4.925 | 75 | 101,5 |""",
    ),
    Case(
        "bold total",
        2,
        "sum_of_parts",
        """
| Phòng | Số vụ | Số người |
|---|---|---|
| PC01 | 145 | 231 |
| PC02 | 208 | 344 |
| PC03 | 96 | 118 |
| **Tổng cộng** | **449** | «**693**→**639**» |""",
    ),
    Case(
        "numbers as spreadsheets print them",
        7,
        "part_plus_rest sum_of_parts",
        """
| Unit | Tổng | Đã xử lý | Chưa xử lý |
|---|---|---|---|
| Sở A | 1,284 | 1,207 | 77 |
| Sở B | 2,968 | 2,911 | 57 |
| Sở C | 1,105 | «1,042→1,402» | 63 |
| Cộng | 5,357 | 5,160 | 197 |""",
    ),
    Case(
        "numbers without points",
        2,
        "part_plus_rest",
        """
| Mức | Tổng | Đã xử lý | Chưa xử lý |
|---|---|---|---|
| 3 | 68544 | 61827 | 6717 |
| 4 | 1665 | «1611→1161» | 54 |""",
    ),
    Case(
        "one row of opposites",
        1,
        "sum_of_parts",
        """
| Mức | Đã xử lý | Sớm | Đúng | Trễ |
|---|---|---|---|---|
| 3 | «59560→61827» | 43434 | 11795 | 4331 |""",
    ),
    Case(
        "cumulated",
        6,
        "sum_of_parts sum_of_parts",
        """
| Chỉ tiêu | 8 tháng | Tháng 9 | Cộng dồn |
|---|---|---|---|
| Qua đêm | 2.387.571 | 281.972 | «2.669.543→2.696.543» |
| Trong ngày | 1.504.881 | 202.036 | 1.706.917 |
| Cộng | 3.892.452 | 484.008 | 4.376.460 |""",
    ),
    Case(
        "score of parts",
        4,
        "sum_of_parts",
        """
| Đơn vị | Điểm thể chế | Điểm thủ tục | Điểm bộ máy | Tổng điểm | Xếp hạng |
|---|---|---|---|---|---|
| Sở Nội vụ | 14,25 | 18,50 | 9,75 | 42,50 | 1 |
| Sở Tư pháp | 13,75 | 17,25 | 10,00 | «41,00→40,10» | 2 |
| Sở Y tế | 12,50 | 16,75 | 8,25 | 37,50 | 4 |
| Sở Công Thương | 13,00 | 16,50 | 9,00 | 38,50 | 3 |""",
    ),
    Case(
        "score before and after",
        4,
        "point_diff",
        """
| Đơn vị | Điểm tự chấm | Điểm thẩm định | Chênh lệch điểm |
|---|---|---|---|
| Huyện A | 92,50 | 88,25 | 4,25 |
| Huyện B | 90,75 | 87,50 | «3,25→2,35» |
| Huyện C | 94,00 | 91,50 | 2,50 |
| Huyện D | 89,25 | 83,75 | 5,50 |""",
    ),
    Case(
        "six months of quarters",
        2,
        "sum_of_parts",
        """
| Kỳ | Số cuộc | Số người dự |
|---|---|---|
| Quý I | 124 | 8.415 |
| Quý II | 151 | 9.230 |
| 6 tháng | 275 | «17.645→17.465» |""",
    ),
    Case(
        "share table with tabs",
        6,
        "ratio_pct sum_of_parts",
        """
Hình thức nộp\tSố hồ sơ\tChiếm tỷ lệ
Trực tuyến toàn trình\t18.306\t55,47%
Trực tuyến một phần\t9.417\t28,54%
Trực tiếp\t4.082\t«12,37%→28,54%»
Bưu chính công ích\t1.195\t3,62%
Cộng\t33.000\t100%""",
    ),
    Case(
        "shares under a first total",
        5,
        "ratio_pct sum_of_parts",
        """
| Khu vực | Lao động (nghìn người) | Cơ cấu (%) |
|---|---|---|
| Tổng số | 1.085,2 | 100,0 |
| Nông, lâm, thủy sản | 241,0 | 22,2 |
| Công nghiệp, xây dựng | 448,6 | «41,3→43,1» |
| Dịch vụ | 395,6 | 36,5 |""",
    ),
    Case(
        "wrong total under shares",
        6,
        "sum_of_parts ratio_pct ratio_pct ratio_pct ratio_pct",
        """
| Lĩnh vực | Số hồ sơ | Tỷ trọng (%) |
|---|---|---|
| Đất đai | 2.415 | 44,95 |
| Hộ tịch | 1.204 | 22,41 |
| Xây dựng | 866 | 16,12 |
| Khác | 887 | 16,51 |
| Tổng | «5.372→3.572» | 100 |""",
    ),
    Case(
        "vehicles and money",
        6,
        "product sum_of_parts",
        """
| Loại tài sản | Số lượng | Nguyên giá (nghìn đồng/chiếc) | Tổng nguyên giá (nghìn đồng) |
|---|---|---|---|
| Máy vi tính | 46 | 11.500 | 529.000 |
| Máy in | «18→81» | 6.200 | 111.600 |
| Điều hòa | 09 | 14.300 | 128.700 |
| Bàn làm việc | 35 | 2.450 | 85.750 |
| Cộng | 108 | | 855.050 |""",
    ),
    Case(
        "price in dong, sum in thousands",
        4,
        "product",
        """
| Vật tư | Số lượng | Đơn giá (đồng) | Thành tiền (nghìn đồng) |
|---|---|---|---|
| Xi măng | 120 | 85.000 | 10.200 |
| Gạch | 4.500 | 1.200 | «5.400→4.500» |
| Thép | 860 | 17.500 | 15.050 |
| Cát | 64 | 310.000 | 19.840 |""",
    ),
    Case(
        "ratio against other columns",
        8,
        "ratio_pct",
        """
Trường THPT\tChỉ tiêu\tĐăng ký\tTrúng tuyển\tTỷ lệ trúng tuyển/đăng ký (%)
Lê Hồng Phong\t540\t1.126\t540\t48,0
Nguyễn Huệ\t495\t864\t493\t«57,1→99,6»
Trần Cao Vân\t450\t602\t447\t74,3
Phan Bội Châu\t405\t511\t398\t77,9
Cộng toàn huyện\t1.890\t3.103\t1.878\t60,5""",
    ),
    Case(
        "indicators in rows",
        3,
        "part_plus_rest",
        """
| Nội dung | Năm 2022 | Năm 2023 | 9 tháng 2024 |
|---|---|---|---|
| Tổng số hồ sơ | 15.204 | 18.377 | 14.902 |
| Đã giải quyết | 14.886 | 18.012 | «14.455→14.545» |
| Đang giải quyết | 318 | 365 | 447 |""",
    ),
    Case(
        "merged total label",
        2,
        "sum_of_parts",
        """
| STT | Đơn vị | Số hộ | Số khẩu |
|---|---|---|---|
| 1 | Thôn Đông | 214 | 856 |
| 2 | Thôn Đoài | 187 | 742 |
| 3 | Thôn Trung | 246 | 991 |
| Tổng cộng | «647→674» | 2.589 |""",
    ),
    Case(
        "short rows of tabs",
        2,
        "sum_of_parts",
        """
TT\tĐơn vị\tSố vụ\tThiệt hại (triệu đồng)\tGhi chú
1\tHuyện A\t14\t1.250,5\t
2\tHuyện B\t9\t846,0\t
3\tHuyện C\t21\t«2.310,4→2.130,4»\tđã bồi thường
\tCộng\t44\t4.406,9""",
    ),
    Case(
        "many columns",
        11,
        "sum_of_parts sum_of_parts",
        """
| Đơn vị | T1 | T2 | T3 | T4 | T5 | T6 | Tổng |
|---|---|---|---|---|---|---|---|
| Đội 1 | 104 | 98 | 121 | 117 | 132 | 108 | 680 |
| Đội 2 | 87 | 92 | 101 | 95 | «110→101» | 99 | 584 |
| Đội 3 | 143 | 131 | 150 | 148 | 161 | 139 | 872 |
| Cộng | 334 | 321 | 372 | 360 | 403 | 346 | 2.136 |""",
    ),
    Case(
        "percent of the year before by sign words",
        4,
        "change_abs",
        """
| Loại tội phạm | 2022 | 2023 | Tăng, giảm |
|---|---|---|---|
| Trật tự xã hội | 486 | 451 | giảm 35 |
| Kinh tế | 112 | 129 | tăng 17 |
| Ma túy | 203 | 241 | «tăng 38→tăng 83» |
| Môi trường | 97 | 88 | giảm 9 |""",
    ),
    Case(
        "units in cells",
        3,
        "sum_of_parts",
        """
| Nguồn | Kinh phí |
|---|---|
| Ngân sách tỉnh | 12.450 triệu đồng |
| Ngân sách huyện | 8.730 triệu đồng |
| Xã hội hóa | 3.215 triệu đồng |
| Tổng cộng | «24.395→24.935» triệu đồng |"""[:0]
        + """
| Nguồn | Kinh phí năm 2022 | Kinh phí năm 2023 |
|---|---|---|
| Ngân sách tỉnh | 12.450 triệu đồng | 13.100 triệu đồng |
| Ngân sách huyện | 8.730 triệu đồng | 9.240 triệu đồng |
| Xã hội hóa | 3.215 triệu đồng | 3.670 triệu đồng |
| Tổng cộng | «24.395→24.935» triệu đồng | 26.010 triệu đồng |"""[:0]
        + """
| Nguồn | Kinh phí năm 2022 | Kinh phí năm 2023 | Cả hai năm |
|---|---|---|---|
| Ngân sách tỉnh | 12.450 triệu | 13.100 triệu | 25.550 triệu |
| Ngân sách huyện | 8.730 triệu | 9.240 triệu | 17.970 triệu |
| Xã hội hóa | 3.215 triệu | «3.670→3.760» triệu | 6.885 triệu |""",
    ),
    Case(
        "years as headings",
        8,
        "sum_of_parts sum_of_parts",
        """
| Chỉ tiêu | 2021 | 2022 | 2023 | Cộng |
|---|---|---|---|---|
| Nhà ở xã hội | 1.204 | 1.377 | 1.518 | 4.099 |
| Nhà thương mại | 2.866 | 2.541 | «3.072→3.702» | 8.479 |
| Nhà tái định cư | 415 | 387 | 290 | 1.092 |
| Tổng số | 4.485 | 4.305 | 4.880 | 13.670 |""",
    ),
    Case(
        "rows of years",
        8,
        "part_plus_rest sum_of_parts",
        """
Năm\tSố kết luận\tThu hồi về NSNN (triệu đồng)\tĐã nộp\tChưa nộp
Năm 2021\t14\t1.216\t1.105\t111
Năm 2022\t17\t2.480\t2.136\t344
Năm 2023\t12\t1.907\t1.348\t«559→595»
Lũy kế\t43\t5.603\t4.589\t1.014""",
    ),
    Case(
        "only rates",
        4,
        "",
        """
| Đơn vị | Tỷ lệ đúng hạn (%) | Tỷ lệ trễ hạn (%) |
|---|---|---|
| Sở A | 95,4 | 4,6 |
| Sở B | 98,1 | 1,9 |
| Sở C | 92,7 | 7,3 |
| Chung | 95,1 | 4,9 |"""[:0]
        + """
| Đơn vị | Chỉ tiêu (%) | Kết quả (%) | Vượt (điểm %) |
|---|---|---|---|
| Sở A | 80 | 91,4 | 11,4 |
| Sở B | 75 | 88,2 | 13,2 |
| Sở C | 85 | 86,7 | 1,7 |
| Sở D | 70 | 93,5 | 23,5 |""",
    ),
]

NOTHING_RELATES = [
    """
| Huyện | Số xã | Diện tích (ha) | Thu ngân sách |
|---|---|---|---|
| A | 14 | 12.450 | 381 |
| B | 17 | 9.872 | 514 |
| C | 12 | 15.033 | 297 |""",
    """
| Hạng | Tỉnh | Điểm PCI | Tăng bậc |
|---|---|---|---|
| 1 | Quảng Ninh | 73,26 | 0 |
| 2 | Long An | 70,94 | 8 |
| 3 | Hải Phòng | 70,34 | 0 |
| 4 | Bắc Giang | 69,75 | 2 |""",
    """
| Đơn vị | Tỷ lệ đúng hạn (%) | Tỷ lệ hài lòng (%) |
|---|---|---|
| Sở A | 95,4 | 91,2 |
| Sở B | 98,1 | 94,0 |
| Chung | 96,5 | 92,6 |""",
    """
| Huyện | Mật độ (người/km²) | Thu nhập bình quân | Tuổi thọ bình quân |
|---|---|---|---|
| A | 1.204 | 61,5 | 74,1 |
| B | 866 | 58,2 | 73,6 |
| C | 2.310 | 70,4 | 75,0 |
| Toàn tỉnh | 1.377 | 63,1 | 74,3 |""",
    """
| Năm | Số trường | Số lớp |
|---|---|---|
| 2020 | 214 | 3.015 |
| 2021 | 216 | 3.102 |
| 2022 | 219 | 3.188 |
| 2023 | 219 | 3.240 |""",
    """
| Nội dung | Đơn vị tính | Kế hoạch | Thực hiện |
|---|---|---|---|
| Tổng diện tích gieo trồng | ha | 12.500 | 12.318 |
| Tổng đàn lợn | con | 58.000 | 61.204 |
| Tỷ lệ che phủ rừng | % | 32,5 | 32,4 |
| Tổng thu ngân sách | tỷ đồng | 415 | 438 |""",
    """
| Chỉ tiêu | Tổng số | Trong đó: nữ | Trong đó: dân tộc |
|---|---|---|---|
| Cán bộ | 214 | 98 | 41 |
| Công chức | 377 | 155 | 62 |
| Viên chức | 1.204 | 811 | 204 |""",
    """
| Đơn vị | Tổng số hộ | Hộ nghèo | Hộ cận nghèo |
|---|---|---|---|
| Xã A | 1.215 | 84 | 102 |
| Xã B | 1.042 | 61 | 95 |
| Xã C | 988 | 55 | 71 |""",
    """
Họ tên\tNăm sinh\tSố điểm\tSố phiếu
Ông A\t1975\t92\t214
Bà B\t1980\t88\t190
Ông C\t1969\t95\t233""",
    """
| Tuyến | Chiều dài (km) | Tổng mức đầu tư | Thời gian (tháng) |
|---|---|---|---|
| ĐT.352 | 12,4 | 318 | 24 |
| ĐT.359 | 8,7 | 205 | 18 |
| Tổng | 21,1 | 523 | 24 |""",
    """
| Chỉ số | Kết quả | Xếp hạng | So với 2022 |
|---|---|---|---|
| PAR INDEX | 91,87 | 2 | 0 |
| SIPAS | 90,57 | 1 | 1 |
| PAPI | 43,95 | 9 | -4 |
| PCI | 70,34 | 3 | 0 |""",
    """
| Đơn vị | Tỷ lệ (%) | Tăng/giảm (%) | Bình quân |
|---|---|---|---|
| A | 45,2 | 3,1 | 12,4 |
| B | 51,8 | -2,2 | 14,9 |
| C | 38,4 | 5,0 | 11,2 |
| Bình quân chung | 45,1 | 2,0 | 12,8 |""",
    """
| Loại | Tổng cộng | Ghi chú |
|---|---|---|
| Xe con | 14 | 3 hỏng |
| Xe tải | 22 | |""",
    """
| Phòng | Biên chế | Hợp đồng | Tổng thu nhập |
|---|---|---|---|
| TCHC | 12 | 4 | 185 |
| KHTC | 9 | 2 | 142 |
| CNTT | 7 | 3 | 118 |
| Chung | 28 | 9 | 445 |""",
]
