"""The root of all addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("haidang.portal.urls")),
    path("", include("haidang.desk.urls")),
    path("", include("haidang.foundation.accounts.urls")),
    path("nhat-ky/", include("haidang.foundation.audit.urls")),
    path("tep/", include("haidang.foundation.files.urls")),
    path("nhap-lieu/", include("haidang.foundation.importing.urls")),
    path("thong-bao/", include("haidang.foundation.notifications.urls")),
    path("khoa-truy-cap/", include("haidang.foundation.accounts.keys.urls")),
    path("don-vi/", include("haidang.apps.organisations.urls")),
    path("doanh-nghiep/", include("haidang.apps.enterprises.urls")),
    path("thanh-tra/", include("haidang.apps.inspections.urls")),
    path("so-lieu/", include("haidang.apps.observations.urls")),
    path("van-ban/", include("haidang.apps.documents.urls")),
    path("nhiem-vu/", include("haidang.apps.programme.urls")),
    path("chi-so/", include("haidang.apps.competitiveness.urls")),
    path("ky-bao-cao/", include("haidang.apps.reporting.urls")),
    path("api/", include("haidang.api.urls")),
]
handler400 = "haidang.foundation.web.errors.bad_request"
handler403 = "haidang.foundation.web.errors.permission_denied"
handler404 = "haidang.foundation.web.errors.page_not_found"
handler500 = "haidang.foundation.web.errors.server_error"
