"""Wordings kept for the last measurement: longer sentences, other hands; read once, after the rules were fixed."""

FINAL: dict[str, list[str]] = {
    "ratio": [
        "Đối với nhiệm vụ UBND tỉnh giao, Sở đã hoàn thành {a}/{b} {u}, đạt tỷ lệ {p}%, không có nhiệm vụ quá hạn.",
        "Toàn tỉnh hiện có {b} {u} đang hoạt động, trong đó {a} {u} ứng dụng nền tảng số, chiếm {p}% tổng số {u}.",
        "Qua rà soát, số {u} đủ điều kiện là {a}/{b} {u} (đạt tỷ lệ {p}%), tập trung ở khu vực thành thị.",
        "Bộ phận Một cửa tiếp nhận {b} {u}, đã giải quyết {a} {u} (đạt {p}%), không phát sinh hồ sơ trễ hạn.",
        "{a}/{b} {u} (tương đương {p}%) đã được kết nối với Cổng Dịch vụ công quốc gia.",
        "Có {a} trong số {b} {u} được khảo sát trả lời hài lòng, tỷ lệ {p}%.",
        "Đã phê duyệt quyết toán {a}/{b} {u}, đạt {p}% so với kế hoạch đề ra từ đầu năm.",
    ],
    "sum3": [
        "Thành phố hiện quản lý {t} {u}, trong đó có {x} {u} do quận quản lý, {y} {u} do "
        "phường quản lý và {z} {u} do tư nhân đầu tư.",
        "Kết quả phân loại: {t} {u}, gồm hoàn thành xuất sắc {x} {u}; hoàn thành tốt {y} {u}; hoàn thành {z} {u}.",
        "Trong {months} tháng, lực lượng quản lý thị trường xử lý {t} {u} (hàng cấm {x} "
        "{u}; hàng giả {y} {u}; gian lận thương mại {z} {u}).",
        "Tổng số {u} đã cấp là {t}, chia theo cấp: tỉnh {x}, huyện {y}, xã {z}.",
        "Đã tuyên truyền cho {t} {u}, bao gồm {x} {u} là cán bộ, {y} {u} là hội viên và {z} {u} khác.",
    ],
    "sum2": [
        "Phát hiện {t} {u} vi phạm, gồm {x} {u} do cá nhân và {y} {u} do tổ chức thực hiện.",
        "Tổng số {t} {u} ({x} {u} kỳ trước chuyển sang và {y} {u} tiếp nhận trong kỳ).",
        "Hội đồng đã thẩm định {t} {u}: {x} {u} cấp tỉnh và {y} {u} cấp huyện.",
    ],
    "rest": [
        "Trong tổng số {t} {u} phải xử lý, các đơn vị đã xử lý {x} {u}, hiện còn lại {y} {u} chưa xử lý.",
        "Tiếp nhận {t} {u}, đã giải quyết xong {x} {u}, còn lại {y} {u} đang trong thời "
        "hạn giải quyết theo quy định.",
    ],
    "change_by": [
        "Tính đến 15/9, toàn tỉnh có {a} {u}, {dir} {d} {u} so với cùng kỳ năm 2023 ({dir} {p}%).",
        "Toàn ngành thụ lý {a} {u}, {dir} {d} {u}, tỷ lệ {dir} {p}% so với cùng kỳ.",
        "Về số vụ: xảy ra {a} {u}; so với cùng kỳ {dir} {d} {u}, tương đương {dir} {p}%.",
    ],
    "change_from": [
        "Năm nay toàn huyện có {a} {u}, trong khi năm trước có {b} {u}, {dir} {p}%.",
        "Cơ quan thuế quản lý {a} {u}, {dir} {p}% so với số {b} {u} cuối năm 2023.",
    ],
    "diff": [
        "Trong quý III có {a} {u}, {dir} {d} {u} so với quý II (quý II có {b} {u}).",
        "Số {u} {dir} từ {b} {u} lên {a} {u}, tức {dir} {d} {u}.",
    ],
    "points": [
        "Tỷ lệ hồ sơ đúng hạn đạt {p}%, cao hơn {d} điểm phần trăm so với năm 2023 ({q}%).",
        "Mức độ hài lòng đạt {p}% (năm 2023 là {q}%), {dir} {d} điểm phần trăm.",
    ],
    "average": [
        "Đã giải ngân {t} triệu đồng cho {n} khách hàng vay, bình quân {m} triệu đồng/khách hàng.",
        "Toàn tỉnh có {n} hợp tác xã với tổng doanh thu {t} triệu đồng, doanh thu bình "
        "quân {m} triệu đồng/hợp tác xã.",
    ],
    "per_day": [
        "{months} tháng đầu năm, hệ thống ghi nhận {t} lượt truy cập (trung bình {m} lượt/ngày).",
        "Tổng đài 1022 tiếp nhận {t} cuộc gọi trong {months} tháng, bình quân mỗi ngày tiếp nhận {m} cuộc gọi.",
    ],
    "product": [
        "Hỗ trợ xây mới {n} căn nhà, mức hỗ trợ {e} triệu đồng/căn, với tổng kinh phí {t} triệu đồng.",
        "Tổng kinh phí {t} triệu đồng để hỗ trợ {n} hộ (mỗi hộ {e} triệu đồng).",
    ],
    "multiple": [
        "Cấp mới cho {a} {u}, gấp {k} lần so với cùng kỳ năm trước ({b} {u}).",
        "Số {u} năm nay là {a} {u}, gấp {k} lần năm 2023 (năm 2023 có {b} {u}).",
    ],
    "count_names": [
        "Đã thí điểm tại {n} địa phương là {names}.",
        "Có {n} huyện chưa gửi báo cáo, gồm: {names}.",
    ],
    "count_steps": [
        "Đề án đề ra {n} giải pháp chủ yếu sau: {steps}.",
        "UBND tỉnh giao {n} nhiệm vụ cụ thể: {marked}.",
    ],
    "table": ["| STT | Đơn vị | Tổng số hồ sơ | Đã xử lý | Chưa xử lý |\n|---|---|---|---|---|\n{numbered3}"],
    "table_total": [
        "| Khối | Số lượng |\n|---|---|\n| Sở, ngành | {x} |\n| Cấp huyện | {y} |\n| Cấp "
        "xã | {z} |\n| Tổng số | {t} |",
    ],
}

CLEAN_FINAL: list[str] = [
    "Tính đến hết tháng 9, đã giải ngân {x} tỷ đồng, đạt {p}% kế hoạch vốn; trong đó "
    "vốn ngân sách địa phương {y} tỷ đồng, đạt {q}%.",
    "Toàn tỉnh có {t} {u}; đã kiểm tra {x} {u}, nhắc nhở {y} {u}, tỷ lệ chấp hành quy định phòng cháy đạt {p}%.",
    "Kim ngạch xuất khẩu đạt {x} triệu USD, tăng {q}%; nhập khẩu {y} triệu USD, giảm {p}% so với cùng kỳ.",
    "Số thu {x} tỷ đồng, đạt {p}% dự toán trung ương giao, {q}% dự toán HĐND tỉnh giao.",
    "Có {x} {u} đạt chuẩn, vượt chỉ tiêu; {y} {u} còn lại phấn đấu hoàn thành trong năm 2025.",
    "Tổ chức {x} cuộc, với {t} lượt người tham dự, cấp phát {y} tờ rơi, bình quân mỗi xã 02 cuộc.",
    "Giao thông: xảy ra {x} vụ, làm chết {y} người, bị thương {n} người; so với cùng "
    "kỳ giảm 5 vụ, tăng 2 người chết.",
    "Kế hoạch năm 2024 là {t} {u}, năm 2025 là {a} {u}, giai đoạn 2021-2025 là {b} {u}.",
    "Trong số {t} {u} có {x} {u} sử dụng điện thoại thông minh và {y} {u} sử dụng mạng xã hội.",
    "Huyện có 12/15 xã đạt chuẩn; tỷ lệ hộ dùng nước sạch đạt {p}%, hộ nghèo còn {q}%.",
    "Bình quân lương thực {x} kg/người/năm; thu nhập bình quân {y} triệu đồng/người; sản lượng {t} tấn.",
    "Đội hình gồm {x} xe, {y} tàu và {n} người tham gia diễn tập tại Km {t} Quốc lộ 5.",
    "Đến nay có {x}/{t} {u} hoàn thành, trong đó riêng khối huyện đạt {p}%.",
    "Thu hút {x} dự án, vốn {t} tỷ đồng; lũy kế {a} dự án, vốn {b} nghìn tỷ đồng.",
    "Chỉ số CCHC đạt {p} điểm, xếp thứ 5/63 tỉnh, thành phố, tăng 3 bậc.",
    "Bố trí {x} cán bộ, trong đó {y} cán bộ có trình độ đại học, 05 cán bộ có trình độ thạc sĩ, 12 đảng viên.",
]

BLIND: dict[str, list[str]] = {
    "ratio": [
        "Trong kỳ, Tòa án hai cấp thụ lý {b} {u}; đã giải quyết {a} {u}, đạt {p}%; còn lại đang "
        "giải quyết theo luật định.",
        "Việc gắn mã QR tại {a}/{b} {u} trên địa bàn (đạt {p}%) giúp người dân tra cứu nhanh.",
        "Kết quả kiểm tra cho thấy {a} {u} trên tổng số {b} {u} bảo đảm điều kiện, chiếm tỷ lệ {p}%.",
        "Số {u} được số hóa đạt {p}% ({a}/{b} {u}), tăng so với năm trước.",
        "Trong {b} {u} được giao theo Chương trình hành động, có {a} {u} hoàn thành đúng tiến độ "
        "(chiếm {p}%).",
        "Đã có {a} {u}, tương ứng {p}% trong tổng số {b} {u}, thực hiện ký số.",
    ],
    "sum3": [
        "Trên địa bàn có {t} {u}, được phân thành {x} {u} hạng I, {y} {u} hạng II, {z} {u} hạng III.",
        "Tổng hợp ý kiến cử tri: {t} {u}; trong đó: lĩnh vực đất đai {x} {u}, lĩnh vực giao thông "
        "{y} {u}, lĩnh vực khác {z} {u}.",
        "Huyện A có {x} {u}, huyện B có {y} {u}, huyện C có {z} {u}; cộng lại là {t} {u}.",
        "Cấp {t} {u} (bao gồm {x} {u} cấp mới, {y} {u} cấp lại và {z} {u} cấp đổi).",
    ],
    "sum2": [
        "Toàn đơn vị có {t} {u}, bao gồm {x} {u} biên chế và {y} {u} hợp đồng.",
        "Thanh tra triển khai {t} {u} ({x} {u} theo kế hoạch, {y} {u} đột xuất).",
    ],
    "rest": [
        "Đã rà soát {t} {u}: đạt yêu cầu {x} {u}, còn lại {y} {u} phải bổ sung.",
        "Phải thu hồi {t} {u}, đã thu hồi {x} {u}, còn lại {y} {u} chưa thu hồi.",
    ],
    "change_by": [
        "Tội phạm kinh tế phát hiện {a} {u}, {dir} {d} {u} = {p}% so với cùng kỳ.",
        "Đã cấp {a} {u} ({dir} {d} {u}, tương ứng {dir} {p}% so với cùng kỳ năm 2023).",
        "So với năm 2023, số {u} là {a} {u}, {dir} {d} {u} ({dir} {p}%).",
    ],
    "change_from": [
        "Số lượt {u} là {a} {u}, {dir} {p}% so với năm 2023 ({b} {u}).",
        "Từ {b} {u} năm 2022, đến nay đã có {a} {u}, {dir} {p}%.",
    ],
    "diff": [
        "Có {a} {u}, nhiều hơn {d} {u} so với năm 2022 ({b} {u}).",
    ],
    "points": [
        "Tỷ lệ hộ nghèo giảm từ {p}% xuống {q}%, giảm {d} điểm phần trăm.",
    ],
    "average": [
        "Tổng dư nợ {t} tỷ đồng, {n} hộ vay vốn, bình quân dư nợ {m} tỷ đồng/hộ.",
    ],
    "per_day": [
        "Trong {months} tháng đầu năm 2024, có {t} lượt khách, bình quân {m} lượt khách/ngày.",
    ],
    "product": [
        "Tặng {n} phần quà, trị giá mỗi phần {e} nghìn đồng, tổng cộng {t} nghìn đồng.",
    ],
    "multiple": [
        "Số {u} tăng mạnh, đạt {a} {u}, gấp {k} lần so với {b} {u} năm 2022.",
    ],
    "count_names": [
        "Thành lập đoàn kiểm tra tại {n} huyện, gồm {names}.",
    ],
    "count_steps": [
        "Tập trung vào {n} nhóm việc như sau: {marked}.",
    ],
    "table_total": [
        "Đơn vị\tSố {u}\nKhối A\t{x}\nKhối B\t{y}\nKhối C\t{z}\nTổng cộng\t{t}",
    ],
}

CLEAN_BLIND: list[str] = [
    "Vốn thực hiện {x} tỷ đồng, đạt {p}% kế hoạch, tăng {q}% so với cùng kỳ; trong đó vốn nhà "
    "nước {y} tỷ đồng.",
    "Có {t} {u} tham gia; {x} {u} đạt giải, trong đó 05 giải nhất, 12 giải nhì và nhiều giải khuyến khích.",
    "Diện tích gieo trồng {t} ha, đạt {p}% kế hoạch; lúa {x} ha, ngô {y} ha, còn lại là rau màu.",
    "Kiểm tra {x} cơ sở, phát hiện {n} cơ sở vi phạm; xử phạt {y} triệu đồng, đạt {p}% chỉ tiêu giao.",
    "Đến năm 2025 phấn đấu {p}% hộ gia đình có internet; hiện có {x} xã, {y} thôn phủ sóng.",
    "Từ 01/7 đến 30/9, tiếp {x} lượt, {y} người; lãnh đạo tiếp {n} lượt theo Điều 12 Luật Tiếp công dân.",
    "Tỷ lệ bao phủ BHYT đạt {p}% dân số, tăng 0,5 điểm phần trăm; số người tham gia BHXH {t} người.",
    "Toàn tỉnh có {a} {u}, đứng thứ 5/63; vốn bình quân {q} tỷ đồng/{u}.",
    "Có {x}/{t} {u} có báo cáo; trong số này {y} {u} báo cáo đúng hạn, tỷ lệ số hóa đạt {p}%.",
    "Công suất {x} MW, sản lượng {t} triệu kWh; giá bán {y} đồng/kWh; tổn thất {q}%.",
]
