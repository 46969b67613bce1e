"""Addresses of plans, from the file to the adjusted plan."""

from django.urls import path

from haidang.apps.inspections.views import filing, issuing, merging, reviewing, years

urlpatterns = [
    path("", years.show_years, name="years"),
    path("<int:year>/", years.show_year, name="year"),
    path("<int:year>/luot/", filing.show_lines, name="lines"),
    path("<int:year>/luot/<int:pk>/", filing.show_line, name="line"),
    path("<int:year>/ke-hoach/<str:unit>/", filing.show_plan, name="plan"),
    path("<int:year>/tep/<int:pk>/", filing.show_filing, name="filing"),
    path("<int:year>/tep/<int:pk>/nhan/", filing.take, name="take"),
    path("<int:year>/tep/<int:pk>/bo/", filing.drop, name="drop"),
    path("<int:year>/doi-chieu/", reviewing.review, name="review"),
    path("<int:year>/doi-chieu/<int:pk>/", reviewing.answer, name="answer"),
    path("<int:year>/doi-chieu/da-quyet/", reviewing.show_decisions, name="decisions"),
    path("<int:year>/doi-chieu/da-quyet/<int:pk>/huy/", reviewing.undo, name="undo"),
    path("<int:year>/chong-cheo/", merging.show_overlaps, name="overlaps"),
    path("<int:year>/gop/", merging.show_proposal, name="proposal"),
    path("<int:year>/gop/gui/", merging.send, name="send"),
    path("<int:year>/gop/bo/", merging.drop, name="drop-proposal"),
    path("<int:year>/gop/chap-nhan/", merging.adopt_all, name="adopt-all"),
    path("<int:year>/gop/dong-y/<str:unit>/", merging.agree_all, name="agree-all"),
    path("<int:year>/gop/<int:pk>/", merging.show_merge, name="merge"),
    path("<int:year>/gop/<int:pk>/y-kien/", merging.give, name="opinion"),
    path("<int:year>/gop/<int:pk>/quyet-dinh/", merging.settle, name="settle"),
    path("<int:year>/ban-hanh/", issuing.show_issued, name="issued"),
    path("<int:year>/ban-hanh/<int:number>/cong-khai/", issuing.publish, name="publish"),
]
