"""Addresses of rounds, submissions and reports."""

from django.urls import include, path

from haidang.apps.reporting.views import (
    chasing,
    editing,
    filling,
    reports,
    returned,
    rounds,
    settling,
    structure,
    submissions,
    versions,
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

# the draft of a consolidated report, written block by block
_EDITOR = [
    path("", editing.edit_report, name="editor"),
    path("tinh-hinh/", editing.presence, name="presence"),
    path("so-lieu/", editing.find_figures, name="find-figures"),
    path("khoi/<int:pk>/", editing.show_block, name="block"),
    path("khoi/<int:pk>/viet/", editing.write, name="block-write"),
    path("khoi/<int:pk>/luu/", editing.save, name="block-save"),
    path("khoi/<int:pk>/nhap/", editing.keep_draft, name="block-draft"),
    path("khoi/<int:pk>/thoi/", editing.leave, name="block-leave"),
    path("khoi/<int:pk>/phien-ban/", versions.show_versions, name="block-versions"),
    path("khoi/<int:pk>/chuyen/", structure.move, name="block-move"),
    path("khoi/<int:pk>/go/", structure.remove, name="block-remove"),
    path("khoi/<int:pk>/y-kien/", settling.comment, name="block-comment"),
    path("y-kien/<int:pk>/xong/", settling.settle, name="comment-settle"),
    path("them/", structure.add, name="block-add"),
    path("chu-thich/", structure.footnote, name="footnote-add"),
    path("muc/", structure.new_section, name="section-add"),
    path("muc/<int:pk>/", structure.change_section, name="section-change"),
    path("muc/<int:pk>/loi-don-vi/", structure.narratives, name="narratives"),
    path("da-go/<int:pk>/", versions.bring_back_block, name="block-bring-back"),
    path("lam-moi/", structure.refresh, name="refresh"),
    path("the-thuc/", structure.edit_frame, name="frame"),
    path("truoc-khi-chot/", settling.work_list, name="work-list"),
    path("truoc-khi-chot/so/<int:pk>/", settling.account_for, name="account-for"),
    path("trinh/", settling.lay_before, name="lay-before"),
    path("quyet-dinh/", settling.decide, name="decide"),
]

urlpatterns = [
    path("", rounds.show_rounds, name="rounds"),
    path("mo/", rounds.open_new, name="open"),
    path("bao-cao/<str:code>/", reports.show_report, name="report"),
    path("bao-cao/<str:code>/soan/", include(_EDITOR)),
    path("bao-cao/<str:code>/chot/", settling.freeze, name="freeze"),
    path("bao-cao/<str:code>/dinh-chinh/", settling.correct, name="correct"),
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
