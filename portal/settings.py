"""Every setting of the site. What the environment may decide is listed in .env.example."""

import contextlib
import os
import re
import secrets
from pathlib import Path

from portal import database_url, environment, postgres

BASE_DIR = environment.PROJECT
VAR = postgres.VAR

LOOPBACK = ("127.0.0.1", "::1", "localhost")
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEBUG = environment.flag("DEBUG")
BIND = environment.text("BIND", "127.0.0.1")
PORT = environment.number("PORT", 8000)
BEHIND_TLS = environment.flag("BEHIND_TLS")


def allowed_hosts() -> list[str]:
    hosts = environment.items("ALLOWED_HOSTS")
    is_local = BIND in LOOPBACK and not BEHIND_TLS
    if not hosts and not DEBUG and not is_local:
        raise environment.BadSetting(
            f"{'BEHIND_TLS=1' if BEHIND_TLS else f'BIND={BIND}'} serves other machines: "
            "set ALLOWED_HOSTS to the names of the site, such as ALLOWED_HOSTS=example.go.kr."
        )
    if "*" in hosts and not DEBUG:
        raise environment.BadSetting("ALLOWED_HOSTS must name the site's hosts; * admits any.")
    return hosts or [*LOCAL_HOSTS, "testserver"]


def secret_key() -> str:
    if given := environment.text("SECRET_KEY"):
        return given
    is_local = set(ALLOWED_HOSTS) <= {*LOCAL_HOSTS, "testserver"}
    if not DEBUG and not (is_local and BIND in LOOPBACK):
        raise environment.BadSetting(
            "Set SECRET_KEY to a long random text that stays the same, for example the output of: "
            "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return kept_secret(VAR / "secret_key")


def kept_secret(path: Path) -> str:
    """This machine's own key. Linked into place, so that of two first starts one key wins."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()


def changelog_version(path: Path = BASE_DIR / "CHANGELOG.md") -> str:
    """The newest released version: CHANGELOG's first `## x.y.z`."""
    found = path.is_file() and re.search(r"^## v?(\d+\.\d+\.\d+)", path.read_text("utf-8"), re.M)
    return found[1] if found else "0.0.0"


def fetch_user_agent() -> str:
    """Says to other sites who reads them, and whom they can ask to stop."""
    contact = environment.text("FETCH_CONTACT") or CONTACT_EMAIL or SITE_URL
    plain = "".join(letter for letter in contact if "!" <= letter <= "~" and letter not in "()")
    return f"jeongchaekieum/{VERSION}" + (f" (+{plain})" if plain else "")


def default_database() -> dict:
    database = database_url.as_django(postgres.url())
    suffix = environment.text("TEST_DB_SUFFIX")
    database["TEST"] = {"NAME": f"test_{database['NAME']}" + (f"_{suffix}" if suffix else "")}
    if environment.flag("DATABASE_POOL"):
        database["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 3}
        # After a restart of the database the first requests would get its dead connections.
        database["CONN_HEALTH_CHECKS"] = True
    if environment.TESTING:
        # A test's rows are thrown away, so nobody waits for the disk.
        database["OPTIONS"]["options"] = "-c synchronous_commit=off"
    return database


ALLOWED_HOSTS = allowed_hosts()
SECRET_KEY = secret_key()
VERSION = changelog_version()

OPERATOR_NAME = environment.text("OPERATOR_NAME")
OPERATOR_IS_OFFICIAL = environment.flag("OPERATOR_IS_OFFICIAL")
CONTACT_EMAIL = environment.text("CONTACT_EMAIL")
SITE_URL = environment.text("SITE_URL").rstrip("/")
FETCH_USER_AGENT = fetch_user_agent()

INSTALLED_APPS = [
    "portal",
    "api",
    "programs",
    "news",
    "regions",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "procrastinate.contrib.django",
    "pgtrigger",
    "csp",
]

MIDDLEWARE = [
    # Headers come first, so that the answers of everything below carry them too.
    "csp.middleware.CSPMiddleware",
    "portal.headers.PermissionsPolicy",
    "api.access.OpenToAll",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.guard.Guard",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.caching.PublicPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
                "portal.context.site",
            ],
        },
    }
]

DATABASES = {"default": default_database()}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

if environment.TESTING:
    # A real one takes a third of a second on purpose.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

# An address typed without a scheme is https; Django 6 does so by itself and drops this setting.
FORMS_URLFIELD_ASSUME_HTTPS = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN if DEBUG or environment.TESTING else HASHED},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Compressed already, or (map) asked for by nobody but a debugger: compressing those takes longest.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    "gif",
    "gz",
    "ico",
    "jpg",
    "jpeg",
    "map",
    "png",
    "webp",
    "woff",
    "woff2",
    "zip",
    "br",
]

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_PAGINATION_CLASS": "api.pagination.Pages",
    "DEFAULT_FILTER_BACKENDS": ["api.parameters.StrictFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.problems.handle",
    # Nobody signs in, and no parameter chooses a format.
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "정책이음 API",
    "DESCRIPTION": (BASE_DIR / "api" / "introduction.md").read_text(encoding="utf-8"),
    "VERSION": VERSION,
    "SERVE_PUBLIC": True,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.schema.describe",
    ],
    "ENUM_NAME_OVERRIDES": {
        "ArticleKind": "news.models.Article.Kind",
        "ArticleState": "news.models.Article.State",
        "ChannelKind": "programs.models.Channel.Kind",
        "CriterionKind": "programs.models.Eligibility.Kind",
        "FactKind": "programs.models.Fact.Kind",
        "OrganizationKind": "programs.models.Organization.Kind",
        "ProgramState": "programs.models.Edition.State",
        "RegionNameKind": "regions.models.RegionName.Kind",
        "WindowKind": "programs.models.ApplicationWindow.Kind",
        "WindowState": "programs.models.ApplicationWindow.State",
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
# Load balancers ask for health over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # What people search for is theirs: no log line ends in a query string.
    "filters": {"without_query": {"()": "portal.logs.WithoutQuery"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
            "filters": ["without_query"],
        }
    },
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # It says at every start which tasks it knows; what failed is an error and stays visible.
        "procrastinate": {"level": "WARNING"},
    },
}
