"""The only settings file; what differs between places comes from the environment."""

import logging
from pathlib import Path

import django_stubs_ext
from django.core.management.utils import get_random_secret_key

from ladder.config.environment import (
    make_file_key,
    read_database,
    read_flag,
    read_home,
    read_secret,
    read_text,
)
from ladder.config.mail import read_mail

django_stubs_ext.monkeypatch()  # lets forms and querysets name their model in square brackets at run time

PACKAGE = Path(__file__).resolve().parent.parent
HOME = read_home(Path.cwd() / "var")

# --- What this place is -------------------------------------------------------------------------------------------
DEBUG = read_flag("LADDER_DEBUG", default=False)
IS_DEMONSTRATION = read_flag("LADDER_DEMO", default=False)
# Second factor for every role above participant. The demonstration's accounts are random and local, and say so.
IS_SECOND_FACTOR_REQUIRED = read_flag("LADDER_SECOND_FACTOR", default=not IS_DEMONSTRATION)
SECRET_KEY = read_secret(HOME, "LADDER_SECRET_KEY", get_random_secret_key)
ALLOWED_HOSTS = [host for host in read_text("LADDER_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in read_text("LADDER_ORIGINS").split(",") if origin]
IS_BEHIND_TLS = read_flag("LADDER_TLS", default=False)
TRANSLATION_URL = read_text("LADDER_TRANSLATION_URL")
TRANSLATION_KEY = read_text("LADDER_TRANSLATION_KEY")

# --- Rooms --------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ladder.accounts",
    "ladder.audit",
    "ladder.webkit",
    "ladder.registry",
    "ladder.catalogue",
    "ladder.consultation",
    "ladder.synthesis",
    "ladder.governance",
    "ladder.assessment",
    "ladder.field",
    "ladder.grievances",
    "ladder.improvement",
    "ladder.portal",
    "ladder.api",
    "allauth",  # after our rooms: their templates replace allauth's
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ladder.webkit.middleware.SafeHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ladder.webkit.middleware.LanguageFromAddress",
    "django.middleware.locale.LocaleMiddleware",
    "ladder.webkit.middleware.SpeakingRefusals",
    "django.middleware.common.CommonMiddleware",
    "ladder.webkit.middleware.CleanText",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ladder.accounts.middleware.SecondFactor",
]
ROOT_URLCONF = "ladder.config.urls"
WSGI_APPLICATION = "ladder.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ladder.webkit.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------------------------
DATABASES = {"default": read_database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EVIDENCE_ROOT = HOME / "evidence"
EVIDENCE_STORE = read_text("LADDER_EVIDENCE_STORE")  # empty: EVIDENCE_ROOT; else s3://bucket/prefix
EVIDENCE_COPY = read_text("LADDER_EVIDENCE_COPY")  # empty: none; else a folder or s3://bucket/prefix
EVIDENCE_KEYS = read_secret(HOME, "LADDER_EVIDENCE_KEYS", make_file_key)
# What a gateway of text messages must show, in the header X-Ladder-Secret; empty: no messages are taken.
SMS_SECRET = read_text("LADDER_SMS_SECRET")
PACKS_ROOT = PACKAGE / "packs"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "ladder.webkit.uploads.OversizeHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 22 * 1024 * 1024  # above the largest file that a form takes (packfiles.archive)

# --- People -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None  # accounts have no mail address
ACCOUNT_ADAPTER = "ladder.accounts.adapter.ClosedDoor"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Cobalt Ladder"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "ladder.webkit.views.show_stale_form"
X_FRAME_OPTIONS = "DENY"
MAIL = read_mail()  # LADDER_MAIL_URL; empty: no mail is sent
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = MAIL.backend, MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, DEFAULT_FROM_EMAIL = MAIL.user, MAIL.password, MAIL.sender
EMAIL_USE_SSL, EMAIL_USE_TLS, EMAIL_TIMEOUT = MAIL.is_tls, MAIL.starts_tls, 20
ADDRESS_KEY = read_secret(HOME, "LADDER_ADDRESS_KEY", make_file_key)  # seals where followers of sites are told
MAY_POST_TO_OWN_MACHINE = False  # tests listen on their own machine; nobody else's webhook may lead there
PUBLIC_URL = read_text("LADDER_PUBLIC_URL").rstrip("/")  # begins the links in mails, webhooks and feeds
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Languages, time, files ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("zh-hans", "中文"), ("sw", "Kiswahili")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["ladder.webkit.formats"]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
logging.raiseExceptions = False  # else a log that cannot be written is printed with what it was about
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
