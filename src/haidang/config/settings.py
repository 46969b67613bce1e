"""Django settings. What differs between machines comes from `environment`; the rest is the same everywhere."""

from __future__ import annotations

from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from haidang.config import environment

DEBUG = False
SECRET_KEY = environment.secret_key()
BASE_URL = environment.base_url()
ALLOWED_HOSTS = environment.allowed_hosts()
DATA_FOLDER = environment.data_folder()
PACKS_FOLDER = environment.packs_folder()
ASSETS_FOLDER = environment.assets_folder()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "haidang.foundation.accounts",
    "haidang.foundation.audit",
    "haidang.foundation.events",
    "haidang.foundation.files",
    "haidang.foundation.jobs",
    "haidang.foundation.importing",
    "haidang.foundation.notifications",
    "haidang.foundation.idempotency",
    "haidang.foundation.web",
    "haidang.apps.organisations",
    "haidang.apps.observations",
    "haidang.apps.enterprises",
    "haidang.apps.inspections",
    "haidang.apps.documents",
    "haidang.apps.programme",
    "haidang.apps.competitiveness",
    "haidang.apps.reporting",
    "haidang.desk",
    "haidang.portal",
    "haidang.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "haidang.foundation.web.privacy.KeepNothing",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "haidang.foundation.web.language.VietnameseFirst",
    "haidang.foundation.web.addresses.RefuseNul",
    "haidang.foundation.web.bodies.LimitBodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "haidang.foundation.accounts.middleware.ActorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "haidang.config.urls"
WSGI_APPLICATION = "haidang.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "haidang.foundation.web.context.actor",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": dj_database_url.parse(environment.database_url(), conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits at BEGIN instead of failing in the middle
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-65536; "  # 64 MB: the usual 2 MB do not hold the indices of a million rows
        "PRAGMA recursive_triggers=ON;",  # so that INSERT OR REPLACE meets the guards of append-only tables
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "portal:home"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "haidang.foundation.accounts.lockout.name_of"
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 8 * 3600  # a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BASE_URL.startswith("https://")
if SESSION_COOKIE_SECURE:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # the proxy in front sets it, always
    SECURE_HSTS_SECONDS = 31_536_000  # a year
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [environment.REPOSITORY / "src" / "haidang" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FORMAT_MODULE_PATH = ["haidang.foundation.web.formats"]

STATIC_URL = "static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [
    ("built", environment.assets_folder() / ".built"),
    ("fonts/be-vietnam-pro", environment.assets_folder() / "@fontsource" / "be-vietnam-pro" / "files"),
    (
        "official-document",
        environment.REPOSITORY / "src" / "haidang" / "domain" / "official_document" / "static",
    ),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "haidang.foundation.web.staticfiles.ManifestStorage"},
}
MEDIA_ROOT = DATA_FOLDER / "files"
FILES_MAX_BYTES = 25 * 1024 * 1024
IMPORT_MAX_BYTES = 300 * 1024 * 1024  # of a table that is imported on the machine itself
CHECKED_FILE_MAX_BYTES = 20 * 1024 * 1024  # what domain/file_text reads
_WRAPPING = 1024 * 1024  # what a form puts around a file
BODY_MAX_BYTES = 2_500_000
BODY_LIMITS = {  # routes that take more
    "importing:upload": FILES_MAX_BYTES + _WRAPPING,
    "enterprises:update": FILES_MAX_BYTES + _WRAPPING,
    "reporting:enclose": FILES_MAX_BYTES + _WRAPPING,
    "reporting:workbook-upload": FILES_MAX_BYTES + _WRAPPING,
    "reporting:returned-files": FILES_MAX_BYTES + _WRAPPING,
    "programme:report": FILES_MAX_BYTES + _WRAPPING,
    "programme:check": FILES_MAX_BYTES + _WRAPPING,
    "inspections:plan": FILES_MAX_BYTES + _WRAPPING,
    "inspections:open": FILES_MAX_BYTES + _WRAPPING,
    "inspections:step": FILES_MAX_BYTES + _WRAPPING,
    "inspections:conclude": FILES_MAX_BYTES + _WRAPPING,
    "inspections:fault": FILES_MAX_BYTES + _WRAPPING,
    "inspections:checklist": FILES_MAX_BYTES + _WRAPPING,
    "portal:figure-check": CHECKED_FILE_MAX_BYTES + _WRAPPING,
    "api-v1:add_evidence": FILES_MAX_BYTES + _WRAPPING,
    "api-v1:take_package": FILES_MAX_BYTES + _WRAPPING,
    "api-v1:file_plan": FILES_MAX_BYTES + _WRAPPING,
    "api-v1:check_figures": CHECKED_FILE_MAX_BYTES + _WRAPPING,
}
# Checks that anybody may ask for: so many at a time in this process, so many that wait for how long; the server has
# four threads, one of which stays free for everybody else.
SHARED_REPORTS = {"per_minute": 60}  # from one address, found or not
PUBLIC_CHECKS = {"at_once": 2, "waiting": 1, "seconds": 4.0, "per_minute": 60}

MAIL_SERVER = environment.mail_server()
MAIL_FOLDER = DATA_FOLDER / "outgoing-mail"
DEFAULT_FROM_EMAIL = environment.mail_from()
if MAIL_SERVER:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = MAIL_SERVER.host, MAIL_SERVER.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL_SERVER.user, MAIL_SERVER.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL_SERVER.starttls, MAIL_SERVER.tls
    EMAIL_TIMEOUT = 20  # seconds
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_FOLDER

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"haidang": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
