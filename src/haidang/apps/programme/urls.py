"""Addresses of plans and obligations."""

from django.urls import path

from haidang.apps.programme.views import lists, task, writing

app_name = "programme"
urlpatterns = [
    path("", lists.show_tasks, name="list"),
    path("tai-ve/", lists.export_tasks, name="export"),
    path("don-vi/", lists.show_units, name="units"),
    path("dong-thoi-gian/", lists.show_timeline, name="timeline"),
    path("cong-khai/", lists.show_gaps, name="gaps"),
    path("them-moi/", writing.create, name="create"),
    path("<str:code>/", task.show_task, name="task"),
    path("<str:code>/minh-chung/<int:pk>/", task.download_evidence, name="evidence"),
    path("<str:code>/bao-cao/", writing.report, name="report"),
    path("<str:code>/kiem-tra/", writing.check, name="check"),
    path("<str:code>/dieu-chinh/", writing.correct, name="correct"),
    path("<str:code>/mo-lai/", writing.reopen, name="reopen"),
    path("<str:code>/cong-bo/", writing.release, name="release"),
]
