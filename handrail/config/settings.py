"""Settings of one installation, read from the environment in this one file.

DATABASE_URL          postgresql:///handrail?host=/run/folder&user=handrail (set by `handrail up`)
HANDRAIL_DATA         folder of this installation; default `.data` beside the code
HANDRAIL_SECRET_KEY   else a key made once and kept in the data folder
HANDRAIL_HOSTS        host names served, comma-separated; default localhost and 127.0.0.1
HANDRAIL_ADDRESS      the address that people open, as it stands in mail; default the first of HANDRAIL_HOSTS
HANDRAIL_HTTPS        "yes" behind TLS: secure cookies and HSTS
HANDRAIL_PROMISES     the promise ledger's file, best on another host or mount; default in the data folder
HANDRAIL_CHECKPOINTS  folder of the ledger's signed checkpoints, best on another host; default in the data folder
HANDRAIL_CHECKPOINT_KEY  file with the key that signs them; default `checkpoint_key` in the data folder
HANDRAIL_KEYS         the file of keys for sealed text, kept apart from database and backups; default in the data folder
HANDRAIL_NEUTRAL_SITE  https address of the page that Leave opens; default a weather page
HANDRAIL_DEMO         "yes" where nothing is real: the sign-in page shows the code of the second step
HANDRAIL_SMS_URL      a provider of texts that speaks the Twilio messages interface; without one they go to a file
HANDRAIL_SMS_ACCOUNT, HANDRAIL_SMS_SECRET, HANDRAIL_SMS_FROM  its account, key and our number
HANDRAIL_SMS_INBOUND_URL  the public address of texts/, where the provider brings what people send; default as asked
HANDRAIL_PUSH_CONTACT  an address by which a push service reaches the operator; default the one our mail comes from
HANDRAIL_PUSH_KEY     file with the key that signs notes to browsers; default `keys/push.pem` in the data folder
HANDRAIL_VIDEO_ROOMS  https address of a Jitsi Meet server of your own, for what takes place by video; default none
HANDRAIL_MAIL_FROM    the address our mail comes from; one that says nothing about care
HANDRAIL_RETURN_ADDRESS  where mail that cannot be delivered comes back to; with a + before the @ each mail has its own
HANDRAIL_RETURNED_MAIL  the Maildir folder in which what came back lies; default none: nobody is told of it
HANDRAIL_DEBUG        "yes" on a developer's machine only
"""

from __future__ import annotations

import os
from pathlib import Path

from handrail.config.database import database_from_url
from handrail.config.secret import secret_key

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "handrail"
DATA = Path(os.environ.get("HANDRAIL_DATA", ROOT / ".data")).expanduser()

DEBUG = os.environ.get("HANDRAIL_DEBUG") == "yes"
DEMO = os.environ.get("HANDRAIL_DEMO") == "yes"
HTTPS = os.environ.get("HANDRAIL_HTTPS") == "yes"
SECRET_KEY = secret_key(DATA)
PROMISES = Path(os.environ.get("HANDRAIL_PROMISES", DATA / "promises" / "promises.jsonl")).expanduser()
CHECKPOINTS = Path(os.environ.get("HANDRAIL_CHECKPOINTS", DATA / "checkpoints")).expanduser()
CHECKPOINT_KEY = Path(os.environ.get("HANDRAIL_CHECKPOINT_KEY", DATA / "checkpoint_key")).expanduser()
KEYS = Path(os.environ.get("HANDRAIL_KEYS", DATA / "keys" / "keys.json")).expanduser()
NEUTRAL_SITE = os.environ.get("HANDRAIL_NEUTRAL_SITE", "https://www.weather.gov/")
ALLOWED_HOSTS = os.environ.get("HANDRAIL_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ADDRESS = os.environ.get("HANDRAIL_ADDRESS", f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}").rstrip(
    "/"
)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "handrail.ui",
    "handrail.foundation.sealing",
    "handrail.foundation.people",
    "handrail.foundation.ledger",
    "handrail.foundation.accounts",
    "handrail.foundation.teams",
    "handrail.foundation.consent",
    "handrail.foundation.rights",
    "handrail.foundation.welcome",
    "handrail.foundation.messaging",
    "handrail.foundation.measures",
    "handrail.foundation.plans",
    "handrail.foundation.scheduling",
    "handrail.foundation.practices",
    "handrail.pillars.case_management",
    "handrail.pillars.counseling",
    "handrail.pillars.crisis",
    "handrail.pillars.peer_support",
    "handrail.continuum.watch",
    "handrail.continuum.responses",
    "handrail.continuum.adjusting",
    "handrail.continuum.reviews",
    "handrail.continuum.handoffs",
    "handrail.continuum.hints",
    "handrail.continuum.looks",
    "handrail.continuum.journey",
    "handrail.continuum",
    "handrail.interfaces.client",
    "handrail.interfaces.staff",
    "handrail.interfaces.partner",
    "handrail.operations",
]

MIDDLEWARE = [
    # Headers first: files, and what those below refuse, carry them too.
    "handrail.interfaces.caution.CautionMiddleware",
    "handrail.interfaces.content_policy.ContentPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Safe beside secrets: the form token is masked anew in each page, and up to 100 random bytes hide the length.
    "django.middleware.gzip.GZipMiddleware",
    "handrail.interfaces.sessions.SessionMiddleware",
    "handrail.interfaces.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "handrail.interfaces.way_out.WayOutMiddleware",
    "handrail.interfaces.without_keys.WithoutKeysMiddleware",
    "handrail.interfaces.tablet.TabletMiddleware",
]

ROOT_URLCONF = "handrail.config.urls"
WSGI_APPLICATION = "handrail.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "interfaces" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "handrail.interfaces.surroundings.surroundings",
            ],
        },
    }
]

DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    # How long it must be depends on whose it is: interfaces/sign_in/passwords.py.
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "handrail.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "required"
LOGIN_URL = "account_login"

SESSION_ENGINE = "handrail.foundation.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
DEVICE_COOKIE_NAME = "__Host-device" if HTTPS else "device"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "handrail.interfaces.problems.expired_form"
# For this host alone: what else lies under the organisation's domain is not ours to decide.
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# "no-referrer" makes browsers send "Origin: null" with every form, which the CSRF check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
# A form may bring a megabyte of typed words, three times as long on its way: it is refused by the form, which gives them back.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = DATA / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "handrail.ui.finders.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "handrail.config.static.HashedStatic"},
}
if DEBUG or os.environ.get("HANDRAIL_TESTING") == "yes":
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
    WHITENOISE_AUTOREFRESH = DEBUG

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if DEMO:
    # No mail leaves a demonstration: it can be read in this folder.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("HANDRAIL_MAIL_FROM", "messages@localhost")
EMAIL_TIMEOUT = 10
#: What comes back (docs/recipes/mail-that-comes-back.md).
RETURN_ADDRESS = os.environ.get("HANDRAIL_RETURN_ADDRESS", "")
RETURNED_MAIL = os.environ.get("HANDRAIL_RETURNED_MAIL", "")
SMS_URL = os.environ.get("HANDRAIL_SMS_URL", "").rstrip("/")
SMS_ACCOUNT = os.environ.get("HANDRAIL_SMS_ACCOUNT", "")
SMS_SECRET = os.environ.get("HANDRAIL_SMS_SECRET", "")
SMS_FROM = os.environ.get("HANDRAIL_SMS_FROM", "")
#: The address of texts/ as the provider knows it, when a proxy hides it from us.
SMS_INBOUND_URL = os.environ.get("HANDRAIL_SMS_INBOUND_URL", "")
SMS_FILE = DATA / "texts" / "sent.jsonl"
#: Notes to browsers: only once there is a key, and only to these services (docs/decisions/0029-a-note-to-a-browser.md).
PUSH_KEY = Path(os.environ.get("HANDRAIL_PUSH_KEY", KEYS.with_name("push.pem"))).expanduser()
PUSH_CONTACT = f"mailto:{os.environ.get('HANDRAIL_PUSH_CONTACT', DEFAULT_FROM_EMAIL)}"
PUSH_SERVICES = (
    "https://fcm.googleapis.com", "https://*.push.services.mozilla.com", "https://*.push.apple.com",
    "https://*.notify.windows.com",
)  # fmt: skip
#: Never a server of somebody else by default: who meets whom, and when, is seen there.
VIDEO_ROOMS = os.environ.get("HANDRAIL_VIDEO_ROOMS", "").rstrip("/")
#: For when the database does not answer: requests for help that wait, sealed, and how those on call are reached.
SPOOL = DATA / "spool"
ROSTER = DATA / "roster.json"
#: An organization's own wording of C-SSRS, which may not be shipped (docs/recipes/who-is-called.md).
C_SSRS_WORDING = Path(os.environ.get("HANDRAIL_C_SSRS", DATA / "wording" / "c_ssrs.yaml")).expanduser()
EMAIL_HOST = os.environ.get("HANDRAIL_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("HANDRAIL_SMTP_PORT", "25"))

LOGGING_CONFIG = "handrail.operations.logs.configure_logging"
LOGGING = {"level": os.environ.get("HANDRAIL_LOG_LEVEL", "INFO")}

# The constraint an_address_opens_one_account is stronger than unique=True: it also ignores case.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
