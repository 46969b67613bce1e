"""Wordings of true relations and of clean texts, in two halves: one to work with, one held out.

Slots: {u} a noun of counting, {a} {b} {t} {x} {y} {z} {d} {p} {q} {m} {n} {k} figures by recipe (see `generator`),
{dir} "tăng" or "giảm", {months} a number of months, {names} a list of names, {steps} a list after semicolons.
"""

WORKING: dict[str, list[str]] = {
    "ratio": [
        "Đến nay, toàn tỉnh có {a}/{b} {u} hoàn thành, đạt {p}%.",
        "Đã giải quyết {a}/{b} {u} (đạt {p}%).",
        "Trong tổng số {b} {u}, đã xử lý xong {a} {u}, chiếm {p}%.",
        "Tổng số {u} tiếp nhận là {b} {u}; trong đó giải quyết đúng hạn {a} {u}, đạt tỷ lệ {p}%.",
        "Các đơn vị đã rà soát {a} trên tổng số {b} {u}, tương ứng {p}%.",
        "Có {p}% {u} được xử lý ({a}/{b} {u}).",
        "Thụ lý {b} {u}, giải quyết {a} {u}, tỷ lệ giải quyết đạt {p}%.",
        "Huyện được giao {b} {u}, đã thực hiện {a} {u}, bằng {p}% kế hoạch giao.",
        "Số {u} nộp trực tuyến là {a}/{b}. Tỷ lệ này đạt {p}%.",
        "Qua kiểm tra {b} {u}, phát hiện {a} {u} vi phạm (chiếm {p}%).",
    ],
    "sum3": [
        "Toàn ngành có {t} {u}, gồm {x} {u} cấp tỉnh, {y} {u} cấp huyện và {z} {u} cấp xã.",
        "Tiếp nhận {t} {u} (trực tiếp {x} {u}, qua bưu điện {y} {u}, trực tuyến {z} {u}).",
        "Đã xử lý {t} {u}: trước hạn {x} {u}, đúng hạn {y} {u}, quá hạn {z} {u}.",
        "Trong kỳ phát sinh {t} {u}, bao gồm: {x} {u} loại I; {y} {u} loại II; {z} {u} loại III.",
        "Quý I có {x} {u}, quý II có {y} {u}, quý III có {z} {u}, tổng cộng {t} {u}.",
        "Tổng số: {t} {u}, cụ thể:\n- Khối sở, ngành: {x} {u};\n- Khối huyện: {y} {u};\n- Khối xã: {z} {u}.",
    ],
    "sum2": [
        "Ban đã nhận {t} {u}, trong đó có {x} {u} cũ chuyển sang và {y} {u} mới phát sinh.",
        "Hiện có {t} {u} ({x} {u} công lập và {y} {u} ngoài công lập).",
        "Tổng số {u} là {t}, gồm: kỳ trước chuyển sang {x}, mới tiếp nhận {y}.",
    ],
    "rest": [
        "Tổng số {t} {u}, đã giải quyết {x} {u}, còn lại {y} {u} đang xem xét.",
        "Trong {t} {u} tiếp nhận, đã trả kết quả {x} {u}; số còn lại {y} {u} đang trong thời hạn.",
        "Đã hoàn thành {x}/{t} {u}, còn lại {y} {u} chưa hoàn thành.",
    ],
    "change_by": [
        "Trong kỳ xảy ra {a} {u}, {dir} {d} {u} ({p}%) so với cùng kỳ.",
        "Số {u} là {a} {u}, {dir} {d} {u} so với cùng kỳ năm trước, tương ứng {dir} {p}%.",
        "Đã lập {a} {u}, {dir} {p}% ({dir} {d} {u}).",
        "Toàn thành phố ghi nhận {a} {u}, {dir} {d} {u}, {dir} {p}% so với năm 2023.",
    ],
    "change_from": [
        "Tiếp nhận {a} {u}, {dir} {p}% so với {b} {u} của cùng kỳ.",
        "Tiếp nhận {a} {u} (cùng kỳ {b} {u}), {dir} {p}%.",
        "Số {u} {dir} từ {b} lên {a} {u}, {dir} {p}%.",
    ],
    "diff": [
        "Có {a} {u} được thành lập, {dir} {d} {u} so với {b} {u} cùng kỳ năm 2023.",
        "Tiếp nhận {a} {u}, {dir} {d} {u} so với mức {b} {u} của quý trước.",
    ],
    "points": [
        "Tỷ lệ hồ sơ trực tuyến đạt {p}%, {dir} {d} điểm phần trăm so với mức {q}% của năm trước.",
        "Tỷ lệ hài lòng {dir} từ {q}% lên {p}%, {dir} {d} điểm phần trăm.",
    ],
    "average": [
        "Toàn tỉnh có {n} doanh nghiệp đăng ký với {t} tỷ đồng, bình quân {m} tỷ đồng/doanh nghiệp.",
        "Tổng vốn {t} tỷ đồng cho {n} dự án, bình quân mỗi dự án {m} tỷ đồng.",
    ],
    "per_day": [
        "Trong {months} tháng, Cổng thông tin có {t} lượt truy cập, bình quân {m} lượt/ngày.",
        "{months} tháng đầu năm bộ phận một cửa tiếp {t} lượt người, trung bình mỗi ngày {m} lượt người.",
    ],
    "product": [
        "Hỗ trợ {n} hộ, mỗi hộ {e} triệu đồng, tổng kinh phí {t} triệu đồng.",
        "Trao {n} suất quà, mỗi suất {e} nghìn đồng, tổng trị giá {t} nghìn đồng.",
    ],
    "multiple": [
        "Thu hút {a} {u}, gấp {k} lần so với {b} {u} của cùng kỳ.",
        "Số {u} đạt {a} {u}, gấp {k} lần cùng kỳ ({b} {u}).",
    ],
    "count_names": [
        "Có {n} huyện hoàn thành: {names}.",
        "{n} địa phương dẫn đầu là {names}.",
    ],
    "count_steps": [
        "Kế hoạch nêu {n} nhóm giải pháp: {steps}.",
        "Báo cáo xác định {n} nhiệm vụ trọng tâm, gồm: {marked}.",
    ],
    "table": ["| Đơn vị | Tổng số | Đã giải quyết | Chưa giải quyết |\n|---|---|---|---|\n{rows3}"],
    "table_total": [
        "| Đơn vị | Số {u} |\n|---|---|\n| Khối sở | {x} |\n| Khối huyện | {y} |\n| Khối "
        "xã | {z} |\n| Tổng cộng | {t} |",
    ],
}

HELD_OUT: dict[str, list[str]] = {
    "ratio": [
        "Kết quả, {a}/{b} {u} đã đi vào hoạt động, tỷ lệ {p}%; các đơn vị tiếp tục đôn đốc.",
        "Theo thống kê của Văn phòng, {b} {u} phải thực hiện thì mới có {a} {u} xong, mới đạt {p}%.",
        "Toàn huyện có {b} {u}, trong đó {a} {u} đủ điều kiện (tỷ lệ {p}%).",
        "Tỷ lệ hoàn thành đạt {p}% ({a} trên {b} {u}).",
        "Lực lượng chức năng đã khám phá {a} {u} trong tổng số {b} {u} được báo tin, đạt "
        "tỷ lệ {p}%, góp phần giữ vững an ninh.",
        "Về giải quyết án: đã thụ lý {b} {u}; đã giải quyết, xét xử được {a} {u}; đạt tỷ lệ {p}%.",
        "Tính đến ngày 30/9/2024, các xã đã số hóa được {a}/{b} {u}, bằng {p}% tổng số {u} phải số hóa.",
        "Trong số {b} {u} được lấy ý kiến có {a} {u} đồng thuận, chiếm tỷ lệ {p}%.",
    ],
    "sum3": [
        "Lũy kế đến nay có {t} {u}; chia ra: nhóm A {x} {u}, nhóm B {y} {u}, nhóm C {z} {u}.",
        "Thường trực Hội đồng nhận được {t} {u}, gồm {x} {u} khiếu nại, {y} {u} tố cáo, {z} {u} kiến nghị, phản ánh.",
        "Cơ quan đã ban hành {t} {u} (sở: {x}; huyện: {y}; xã: {z}).",
        "Số {u} của ba khối lần lượt là {x}, {y} và {z} {u}; tổng cộng là {t} {u}.",
        "Kết quả kiểm tra {t} {u}:\n+ Tốt: {x} {u}\n+ Khá: {y} {u}\n+ Trung bình: {z} {u}",
        "Năm qua đón {t} {u}, bao gồm {x} {u} đường bộ, {y} {u} đường sắt cùng {z} {u} đường hàng không.",
    ],
    "sum2": [
        "Tổng số {u} phải giải quyết: {t} {u} (năm trước chuyển sang: {x} {u}; mới thụ lý: {y} {u}).",
        "Cả năm có {t} {u}, trong đó thành thị {x} {u}, nông thôn {y} {u}.",
        "Đoàn đã làm việc với {t} {u}, bao gồm {x} {u} trong nước và {y} {u} nước ngoài.",
    ],
    "rest": [
        "Được giao {t} {u}; đến nay đã xong {x} {u}, còn lại {y} {u} sẽ hoàn tất trong quý IV.",
        "Hội nghị ghi nhận {t} {u}. Trong đó đã trả lời {x} {u}, còn lại {y} {u} chuyển các sở xem xét.",
        "Có {t} {u}, {x} {u} đã được phê duyệt, {y} {u} còn lại đang thẩm định.",
    ],
    "change_by": [
        "Công an tỉnh phát hiện {a} {u}, so với cùng kỳ năm ngoái {dir} {d} {u} (tương đương {p}%).",
        "Lượng {u} đạt {a} {u}; {dir} {d} {u}, tức {dir} {p}% so với kỳ trước.",
        "Năm 2024 có {a} {u}, {dir} {d} {u} (bằng {p}%) so với năm 2023.",
    ],
    "change_from": [
        "So với cùng kỳ là {b} {u}, năm nay có {a} {u}, {dir} {p}%.",
        "Trong tháng có {a} {u} đăng ký mới, {dir} {p}% so với tháng trước ({b} {u}).",
    ],
    "diff": [
        "Tổng hợp có {a} {u}, {dir} {d} {u} so với năm trước ({b} {u}).",
        "Cả quý cấp {a} {u}; cùng kỳ cấp {b} {u}; {dir} {d} {u}.",
    ],
    "points": [
        "Tỷ lệ giải ngân đạt {p}%, {dir} {d} điểm % so với cùng kỳ (cùng kỳ đạt {q}%).",
        "Tỷ lệ lao động qua đào tạo là {p}%, {dir} {d} điểm phần trăm so với {q}% của năm 2023.",
    ],
    "average": [
        "Thu hút {n} dự án, tổng vốn đăng ký {t} tỷ đồng, trung bình {m} tỷ đồng mỗi dự án.",
        "Chi {t} triệu đồng cho {n} hộ, bình quân {m} triệu đồng/hộ.",
    ],
    "per_day": [
        "Từ đầu năm đến nay, qua {months} tháng, tổng đài nhận {t} cuộc gọi, bình quân {m} cuộc gọi/ngày.",
        "Trong {months} tháng qua đã có {t} lượt truy cập, trung bình khoảng {m} lượt mỗi ngày.",
    ],
    "product": [
        "Tặng {n} suất quà (mỗi suất {e} nghìn đồng) với tổng số tiền {t} nghìn đồng.",
        "Hỗ trợ {e} triệu đồng/hộ cho {n} hộ, tổng số tiền là {t} triệu đồng.",
    ],
    "multiple": [
        "Thu được {a} {u}, cao gấp {k} lần năm trước ({b} {u}).",
        "Có {a} {u}, gấp {k} lần con số {b} {u} của năm 2023.",
    ],
    "count_names": [
        "Đã tổ chức tại {n} xã gồm: {names}.",
        "Đoàn kiểm tra {n} đơn vị: {names}.",
    ],
    "count_steps": [
        "Thực hiện {n} nội dung sau: {steps}.",
        "Triển khai {n} mô hình: {marked}.",
    ],
    "table": ["TT\tĐơn vị\tTổng số\tĐúng hạn\tQuá hạn\n{tabs3}"],
    "table_total": ["Loại\tSố lượng\nTrực tuyến\t{x}\nTrực tiếp\t{y}\nBưu chính\t{z}\nCộng\t{t}"],
}

CLEAN_WORKING: list[str] = [
    "Kế hoạch giao {a} {u}, ước cả năm đạt {b} {u}.",
    "Có {a} {u}, trong đó {x} {u} ở vùng cao, {y} {u} ở hải đảo.",
    "Tỷ lệ hộ nghèo còn {p}%, tỷ lệ hộ cận nghèo {q}%.",
    "Kiểm tra {x}/{t} {u}; tỷ lệ người dân hài lòng đạt {p}%.",
    "Trong {months} tháng, có {x} {u} tại xã A và {y} {u} tại xã B; năm trước toàn huyện có {t} {u}.",
    "Theo Quyết định số {x}/QĐ-UBND ngày 12/3/2024, giao {y} {u}, tăng 10% chỉ tiêu.",
    "Đã hỗ trợ {x} {u}, nhiều nơi đạt trên {p}% kế hoạch.",
    "Tập huấn cho {t} người tại {x} lớp, {y} xã.",
    "Thu ngân sách {a} tỷ đồng, bằng {p}% dự toán và tăng {q}% so với cùng kỳ.",
    "Đoàn gồm {x} thành viên làm việc tại {y} {u} trong 05 ngày.",
    "Giá bán {x}.000 đồng/kg, tăng {p}%; sản lượng {y} tấn, giảm {q}%.",
    "Liên hệ số 0225.3842.{n}, phòng {x}, nhà 12/5 phố Trần Phú trong 24/24 giờ.",
    "Ban hành 03 kế hoạch, 05 công văn và 02 báo cáo; tổ chức {x} hội nghị.",
]

CLEAN_HELD_OUT: list[str] = [
    "Chỉ tiêu năm là {t} {u}; {months} tháng mới có {x} {u}, nguyên nhân do thời tiết.",
    "Có {x}/{t} {u} có trụ sở riêng; {p}% cán bộ đạt chuẩn, {q}% có trình độ đại học.",
    "Trồng {x} ha ngô, {y} ha lúa, năng suất đạt {p} tạ/ha; toàn huyện có {t} hộ tham gia.",
    "Tổ chức {x} lớp với {t} học viên, trong đó nữ chiếm {p}%.",
    "Phạt {x} {u}, thu {t} triệu đồng, tước giấy phép {y} trường hợp.",
    "Tỷ lệ giải ngân đạt {p}%, cao hơn bình quân chung cả nước; riêng vốn trung ương đạt {q}%.",
    "Thời hạn giải quyết 15 ngày, rút ngắn còn 10 ngày; lệ phí {x}.000 đồng/hồ sơ.",
    "Bản đồ tỷ lệ 1/500; thửa số {x}, tờ bản đồ số {n}; diện tích {y} m2, mật độ {p}%.",
    "Toàn tỉnh có {t} {u}, chủ yếu ở các huyện miền núi như huyện A {x} {u}, huyện B {y} {u}.",
    "Tháng 9 có {x} {u}, tháng 10 có {y} {u}; lũy kế từ đầu năm {t} {u}.",
    "Tăng trưởng GRDP đạt {p}%; công nghiệp tăng {q}%, dịch vụ tăng {p}%.",
    "Có {t} {u} (năm 2022: {x} {u}; năm 2023: {y} {u}).",
    "Phiếu khảo sát: {p}% hài lòng về thái độ, {q}% hài lòng về thời gian, trên {t} phiếu hợp lệ.",
    "Khởi tố {x} vụ, {y} bị can; truy tố {n} vụ; tài sản thiệt hại {t} triệu đồng.",
    "Điều 5 khoản 2 Nghị định 61/2018/NĐ-CP quy định; đã rà soát {x} {u} thuộc {y} lĩnh vực.",
]
