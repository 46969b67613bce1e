"""Addresses of rounds, submissions and reports."""

from django.urls import include, path

from haidang.apps.reporting.views import (
    chasing,
    filling,
    proposals,
    reading,
    reports,
    returned,
    rounds,
    submissions,
    workbooks,
)

app_name = "reporting"

# one unit's report in a round
_UNIT = [
    path("", filling.fill, name="form"),
    path("o/<int:pk>/", filling.autosave_entry, name="autosave-entry"),
    path("loi/<int:pk>/", filling.autosave_narrative, name="autosave-narrative"),
    path("lay-so/", filling.take_values, name="take-values"),
    path("minh-chung/", filling.enclose, name="enclose"),
    path("minh-chung/<int:pk>/go/", filling.take_out, name="take-out"),
    path("giai-trinh/", filling.explain, name="explain"),
    path("bieu-mau.xlsx", workbooks.download, name="workbook"),
    path("nop-bieu-mau/", workbooks.bring, name="workbook-upload"),
    path("nhan-bieu-mau/", workbooks.take, name="workbook-take"),
    path("bao-cao/", submissions.show_submission, name="submission"),
    path("buoc/<str:step>/", submissions.take_step, name="step"),
    path("tra-lai/", submissions.send_back_cells, name="return"),
    path("trao-doi/", submissions.say, name="remark"),
]

urlpatterns = [
    path("", rounds.show_rounds, name="rounds"),
    path("mo/", rounds.open_new, name="open"),
    path("bao-cao/<str:code>/", reports.show_report, name="report"),
    path("bao-cao/<str:code>/doc/", reading.read, name="read"),
    path("bao-cao/<str:code>/duong-di/<str:tag>/", reading.show_way, name="way"),
    path("bao-cao/<str:code>/so-sanh/", reading.compare, name="compare"),
    path("bao-cao/<str:code>/chia-se/", reading.share, name="share"),
    path("bao-cao/<str:code>/chia-se/<int:pk>/thu-hoi/", reading.revoke, name="revoke-link"),
    path("bao-cao/<str:code>/kien-nghi/", proposals.show_proposals, name="proposals"),
    path("bao-cao/<str:code>/kien-nghi/dang-ky/", proposals.register, name="register-proposal"),
    path("bao-cao/<str:code>/kien-nghi/<int:number>/", proposals.decide, name="proposal"),
    path("bao-cao/<str:code>/kien-nghi/<int:number>/nhiem-vu/", proposals.give, name="proposal-task"),
    path("bao-cao/<str:code>/chot/", reports.freeze, name="freeze"),
    path("bao-cao/<str:code>/doi-chieu-van-ban/", reports.check_text, name="check-text"),
    path("bao-cao/<str:code>/tai-ve/<str:name>/", reports.download, name="download"),
    path("bao-cao/<str:code>/ban-word/", returned.bring, name="returned-files"),
    path("bao-cao/<str:code>/ban-word/<int:pk>/", returned.show, name="returned"),
    path("bao-cao/<str:code>/ban-word/<int:pk>/<int:number>/", returned.decide, name="returned-decide"),
    path("<str:code>/", rounds.show_round, name="round"),
    path("<str:code>/bang-theo-doi.csv", rounds.export_board, name="export-board"),
    path("<str:code>/kiem-tra/", rounds.cross_check, name="cross-check"),
    path("<str:code>/don-doc/", chasing.chase, name="chase"),
    path("<str:code>/don-doc/nhac/", chasing.edit_reminder, name="add-reminder"),
    path("<str:code>/don-doc/nhac/<int:pk>/", chasing.edit_reminder, name="reminder"),
    path("<str:code>/don-doc/cong-van/", chasing.write_letter, name="letter"),
    path("<str:code>/don-doc/cong-van/<int:serial>/", chasing.show_letter, name="letter-shown"),
    path("<str:code>/du-thao/", rounds.draft, name="draft-report"),
    path("<str:code>/dong/", rounds.close, name="close"),
    path("<str:code>/don-vi/<str:unit>/", include(_UNIT)),
]
