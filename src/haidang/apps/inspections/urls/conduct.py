"""Addresses of inspections during the year."""

from django.urls import path

from haidang.apps.inspections.views import calendars, diary, inspections, opening, remedies, working

urlpatterns = [
    path("cuoc/", inspections.show_inspections, name="inspections"),
    path("cuoc/mo/", opening.choose, name="choose"),
    path("cuoc/mo/<str:kind>/<int:pk>/", opening.open_one, name="open"),
    path("cuoc/<int:pk>/", inspections.show_inspection, name="inspection"),
    path("cuoc/<int:pk>/tep/<str:sha256>/", inspections.download, name="dossier-file"),
    path("cuoc/<int:pk>/buoc/<str:key>/", working.step, name="step"),
    path("cuoc/<int:pk>/dinh-chinh/<int:entry>/", working.correct, name="correct-step"),
    path("cuoc/<int:pk>/doan/", working.team, name="team"),
    path("cuoc/<int:pk>/doan/<int:member>/", working.leave, name="leave-team"),
    path("cuoc/<int:pk>/ket-luan/", working.conclude, name="conclude"),
    path("cuoc/<int:pk>/cong-khai/", working.publish, name="publish-conclusion"),
    path("cuoc/<int:pk>/huy/", working.cancel, name="call-off"),
    path("cuoc/<int:pk>/nhat-ky/", diary.show, name="diary"),
    path("cuoc/<int:pk>/nhat-ky/ghi/", diary.write, name="write-diary"),
    path("cuoc/<int:pk>/nhat-ky/xac-nhan/", diary.confirm, name="confirm-day"),
    path("cuoc/<int:pk>/nhat-ky/so/<str:kind>/", diary.book, name="diary-book"),
    path("cuoc/<int:pk>/nhat-ky/<int:entry>/", diary.correct, name="correct-diary"),
    path("cuoc/<int:pk>/ket-qua/", remedies.add, name="add-fault"),
    path("cuoc/<int:pk>/ket-qua/<int:number>/", remedies.show_fault, name="fault"),
    path("cuoc/<int:pk>/phieu/", remedies.checklist, name="checklist"),
    path("cuoc/<int:pk>/phieu/ket-qua/", remedies.faults_of_checklist, name="faults-of-checklist"),
    path("khac-phuc/", inspections.show_overdue_faults, name="faults"),
    path("lich/", calendars.show_calendar, name="calendar"),
    path("cai-cach/", remedies.show_reform, name="reform"),
    path("cai-cach/ke-hoach/", remedies.plan_reform, name="plan-reform"),
]
