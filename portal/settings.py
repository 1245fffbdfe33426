"""Settings, from the environment; without any, an installation for trying out on this machine.

Every variable read here is described in .env.example.
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal.documents.policy import read_policy
from portal.documents.store_policy import read_store
from portal.embedded import paths
from portal.enum_names import ENUM_NAMES
from portal.queues import QUEUES, ROUTES, SWEEPS
from portal.schedule import PERIODIC_TASKS
from portal.web.company_sign_in import read_policy as read_sign_in_policy

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DATA_DIR = paths.data_dir()

# -- modes ---------------------------------------------------------------------------------------
# "local" tries out and develops on loopback; "production" refuses to start without its secrets.
MODE = env.str("PORTAL_MODE", "local")
if MODE not in {"local", "production"}:
    raise ImproperlyConfigured("PORTAL_MODE is either local or production.")
PRODUCTION = MODE == "production"
DEBUG = env.bool("PORTAL_DEBUG", False)

if PRODUCTION:
    SECRET_KEY = env.str("PORTAL_SECRET_KEY")
    FIELD_KEY = env.str("PORTAL_FIELD_KEY")
    if not FIELD_KEY.strip(" ,"):
        raise ImproperlyConfigured("PORTAL_FIELD_KEY is empty: nothing would be encrypted at rest.")
else:
    SECRET_KEY = env.str("PORTAL_SECRET_KEY", "") or paths.local_secret("secret-key")
    FIELD_KEY = env.str("PORTAL_FIELD_KEY", "") or paths.local_secret("field-key")

ALLOWED_HOSTS = env.list("PORTAL_HOSTS", default=[] if PRODUCTION else ["*"])
CSRF_TRUSTED_ORIGINS = env.list("PORTAL_ORIGINS", default=[])
SITE_URL = env.str("PORTAL_SITE_URL", "http://localhost:8000")

# Whom participants call while something happens in real time; shown where they would otherwise write.
DESK_PHONE = env.str("PORTAL_DESK_PHONE", "" if PRODUCTION else "+1 512 555 0142")

# Staff must use a second factor; only a demo may switch it off.
STAFF_SECOND_FACTOR = env.bool("PORTAL_STAFF_SECOND_FACTOR", True)

# Companies name their own sign-in providers; few hosts, if any, may stand inside the operator's network.
PARTICIPANTS_SECOND_FACTOR, SIGN_IN_INSIDE_HOSTS = read_sign_in_policy(env)

# Where the newest seal of the audit trail is mailed each day, so that one is kept outside the database.
SEAL_ADDRESSES = env.list("PORTAL_SEAL_ADDRESSES", default=[])

# What monitoring shows to read /metrics; without it only an installation for trying out answers, on its own machine.
METRICS_TOKEN = env.str("PORTAL_METRICS_TOKEN", "")

# Whether the bare page is there that `bench` compares all others with.
BENCH_PAGE = env.bool("PORTAL_BENCH_PAGE", False)
if BENCH_PAGE and PRODUCTION:
    raise ImproperlyConfigured("PORTAL_BENCH_PAGE is for made-up data: it shows rows that its reader may not see.")

# -- applications --------------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal.web",
    "portal.lifecycle",
    "portal.scoping",
    "portal.audit",
    "portal.backups",
    "portal.calendars",
    "portal.outbox",
    "portal.documents",
    "portal.search",
    "portal.rest",
    "portal.embedded",
    "portal.bench",
    "accounts",
    "participants",
    "training",
    "issues",
    "portal.web.admin_apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "portal.web.static_files.StaticFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "anymail",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "knox",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.web.middleware.CompressMiddleware",
    "portal.audit.middleware.SourceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ActivityMiddleware",
    "accounts.middleware.TokenMiddleware",
    "accounts.middleware.PersonMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "participants.middleware.ActingMiddleware",
    "participants.second_factor.CompanyFactorMiddleware",
    "participants.middleware.WallMiddleware",
    "portal.web.middleware.RefusalMiddleware",
    "accounts.rooms_only.RoomsOnlyMiddleware",
    "participants.reading_along.ReadingAlongMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.web.context.shell",
            ],
            "builtins": ["portal.web.templatetags.look", "portal.audit.templatetags.histories"],
        },
    }
]
FORM_RENDERER = "portal.web.forms.LookRenderer"

# -- database, cache, Celery ---------------------------------------------------------------------
if env.str("DATABASE_URL", ""):
    try:
        if not env.str("DATABASE_URL").startswith(("postgres://", "postgresql://")):
            raise ValueError("another database")
        DATABASES = {"default": env.db("DATABASE_URL")}
    except ValueError:
        # Without the value: it may hold a password.
        reason = "DATABASE_URL must name a PostgreSQL database: postgres://user:password@host/name"
        raise ImproperlyConfigured(reason) from None
else:
    DATABASES = {"default": paths.database_settings(DATA_DIR)}
DATABASES["default"].update(CONN_MAX_AGE=env.int("PORTAL_CONN_MAX_AGE", 60), CONN_HEALTH_CHECKS=True)
# How the history of rows tells what the portal wrote from what somebody wrote by hand.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("application_name", "portal")
# A transaction pooler hands every transaction another server: named cursors would be lost.
DISABLE_SERVER_SIDE_CURSORS = env.bool("PORTAL_TRANSACTION_POOLER", False)
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = DISABLE_SERVER_SIDE_CURSORS
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "") or paths.redis_url(DATA_DIR)
# A Redis that hangs costs a request some seconds, not for ever; one that is gone costs none.
REDIS_PATIENCE = {"socket_timeout": 3, "socket_connect_timeout": 3}
CACHES = {
    "default": {
        "BACKEND": "portal.web.cache.KeptRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": REDIS_PATIENCE,
    }
}

CELERY_BROKER_URL = paths.broker_url(REDIS_URL)
CELERY_TASK_QUEUES = QUEUES
CELERY_TASK_ROUTES = ROUTES
CELERY_TASK_DEFAULT_QUEUE = SWEEPS
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 3
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
# Of a nudge only: the worker itself waits for its broker as long as it takes.
CELERY_BROKER_TRANSPORT_OPTIONS = REDIS_PATIENCE | {
    "queue_order_strategy": "priority",
    "max_retries": 1,
    "interval_start": 0,
    "connect_retries_timeout": 1,
}
# An installation in a hurry may run every sweep more often than the table says.
KEPT_SECONDS = 120
SWEEP_SECONDS = float(env.str("PORTAL_SWEEP_SECONDS", "") or "inf")
# A run that nobody took before the next came is let go: after an outage the queues hold one of each, not thousands.
CELERY_BEAT_SCHEDULE = {
    name: row
    | {"schedule": min(row["schedule"], SWEEP_SECONDS), "options": {"expires": max(row["schedule"], KEPT_SECONDS)}}
    for name, row in PERIODIC_TASKS.items()
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# -- people and sign-in --------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.SignInBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# By address and by account: a changed forwarding header changes nothing, see accounts/adapters.py.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "company_sign_in": "10/m/ip,5/5m/key",
    "request_login_code": "10/m/ip,3/10m/key",
    "reset_password": "10/h/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/h/user",
    "confirm_email": "1/30s/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("PORTAL_PROXY_COUNT", 0)
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Market Participant Portal"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = True

# -- pages ---------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-us"
# One language: nobody asks which one at each address and each number.
USE_I18N = False
USE_TZ = True
TIME_ZONE = "America/Chicago"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.web.fonts.FontFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.web.storage.StaticStorage"},
    # "files": an object store, where one is named; else the bytes of files stay in their rows.
    **read_store(env),
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_NAME = "portal_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 7
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("PORTAL_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = env.int("PORTAL_HSTS_SECONDS", 60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]  # asked on the inside, without TLS
if env.bool("PORTAL_BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# -- mail ----------------------------------------------------------------------------------------
# A provider's API where one is named, else SMTP by EMAIL_URL. Without either, mails for trying out are written as
# files below the data folder, where a developer reads them; in production they wait until a mail server is named.
EMAIL_TIMEOUT = env.int("PORTAL_MAIL_TIMEOUT", 20)
MAIL_PROVIDER = env.str("PORTAL_MAIL_PROVIDER", "")
ANYMAIL = env.json("PORTAL_MAIL_PROVIDER_SETTINGS", {})
if MAIL_PROVIDER:
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
elif env.str("EMAIL_URL", ""):
    vars().update(env.email("EMAIL_URL"))
elif PRODUCTION:
    EMAIL_BACKEND = "portal.outbox.unset.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str("PORTAL_FROM_EMAIL", "Market Participant Portal <portal@iso.example>")
MAIL_DOMAIN = env.str("PORTAL_MAIL_DOMAIN", "")
OUTBOX_UNDO_SECONDS = env.int("PORTAL_OUTBOX_UNDO_SECONDS", 10)
OUTBOX_LEASE_SECONDS = env.int("PORTAL_OUTBOX_LEASE_SECONDS", 60)
OUTBOX_BATCH = env.int("PORTAL_OUTBOX_BATCH", 100)
OUTBOX_ATTEMPTS = env.int("PORTAL_OUTBOX_ATTEMPTS", 8)
OUTBOX_KEEP_DAYS = env.int("PORTAL_OUTBOX_KEEP_DAYS", 400)
if OUTBOX_LEASE_SECONDS <= 2 * EMAIL_TIMEOUT:
    raise ImproperlyConfigured("PORTAL_OUTBOX_LEASE_SECONDS is more than twice PORTAL_MAIL_TIMEOUT.")

# Mail that comes in, read by IMAP; without an address nothing is read. Only what one of these servers says of a
# sender is believed, so without any every mail waits for a person.
IMAP_URL = env.str("PORTAL_IMAP_URL", "")
IMAP_DONE_FOLDER = env.str("PORTAL_IMAP_DONE_FOLDER", "")
MAIL_AUTH_SERVERS = env.list("PORTAL_MAIL_AUTH_SERVERS", default=[])
MAIL_WITHOUT_DMARC = env.str("PORTAL_MAIL_WITHOUT_DMARC", "quarantine")
if MAIL_WITHOUT_DMARC not in {"quarantine", "replies"}:
    raise ImproperlyConfigured("PORTAL_MAIL_WITHOUT_DMARC is either quarantine or replies.")
MAIL_REPLY_ADDRESS = env.str("PORTAL_MAIL_REPLY_ADDRESS", "")
MAIL_REPLY_DAYS = env.int("PORTAL_MAIL_REPLY_DAYS", 90)
MAIL_CATEGORY = env.str("PORTAL_MAIL_CATEGORY", "GE-GENERAL")
MAIL_MAX_BYTES = env.int("PORTAL_MAIL_MAX_BYTES", 30 * 1024 * 1024)
MAIL_PER_HOUR = env.int("PORTAL_MAIL_PER_HOUR", 30)
MAIL_RECEIPTS_PER_HOUR = env.int("PORTAL_MAIL_RECEIPTS_PER_HOUR", 3)

# -- letterhead -----------------------------------------------------------------------------------
OPERATOR_NAME = env.str("PORTAL_OPERATOR_NAME", "Market Operator")
OPERATOR_LOGO_TEXT = env.str("PORTAL_OPERATOR_LOGO_TEXT", "")
OPERATOR_ADDRESS = env.str("PORTAL_OPERATOR_ADDRESS", "")

# -- API -----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["portal.rest.authentication.SignedInAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["portal.rest.permissions.SignedIn"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["portal.rest.parsers.BoundedJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "portal.rest.pagination.CursorPages",
    "DEFAULT_FILTER_BACKENDS": [
        "portal.rest.filters.AllowedFilters",
        "portal.rest.filters.SearchFilter",
        "portal.rest.filters.AllowedOrdering",
    ],
    "DEFAULT_SCHEMA_CLASS": "portal.rest.describing.PortalSchema",
    "DEFAULT_THROTTLE_CLASSES": ["portal.rest.throttles.PersonThrottle", "portal.rest.throttles.AddressThrottle"],
    "DEFAULT_THROTTLE_RATES": {
        "person": env.str("PORTAL_API_RATE", "600/min"),
        "address": env.str("PORTAL_API_ANONYMOUS_RATE", "60/min"),
        "verify": env.str("PORTAL_VERIFY_RATE", "30/min"),
    },
    "EXCEPTION_HANDLER": "portal.rest.problems.problem_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Market Participant Portal",
    "DESCRIPTION": "The API of the client services department. Every list is limited to what you may see.",
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
}
KNOX_TOKEN_MODEL = "accounts.ApiToken"  # noqa: S105 - the name of a model
# Its own migrations would make a token table that nothing uses and that emptying the test database trips over.
MIGRATION_MODULES = {"knox": None}
REST_KNOX = {
    "TOKEN_TTL": None,
    "AUTH_HEADER_PREFIX": "Token",
    # Keyed: rotating PORTAL_SECRET_KEY ends all tokens.
    "SECURE_HASH_ALGORITHM": "accounts.token_digest.token_digest",
}

# -- imports -------------------------------------------------------------------------------------
IMPORT_MAX_BYTES = env.int("PORTAL_IMPORT_MAX_BYTES", 20 * 1024 * 1024)
DOCUMENT_MAX_BYTES = env.int("PORTAL_DOCUMENT_MAX_BYTES", 20 * 1024 * 1024)
# Which kinds of files are stored, and how large; bytes by extension.
DOCUMENT_KINDS = read_policy(env.str("PORTAL_DOCUMENT_KINDS", ""), DOCUMENT_MAX_BYTES)
# The virus scanner; without one nothing is scanned.
CLAMAV = env.str("PORTAL_CLAMAV", "")
CLAMAV_TIMEOUT = env.int("PORTAL_CLAMAV_TIMEOUT", 15)
BREAK_GLASS_HOURS = env.int("PORTAL_BREAK_GLASS_HOURS", 4)
INVITATION_HOURS = env.int("PORTAL_INVITATION_HOURS", 72)
INVITATIONS_PER_HOUR = env.int("PORTAL_INVITATIONS_PER_HOUR", 60)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"fontTools": {"level": "WARNING"}},
}
