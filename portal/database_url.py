from urllib.parse import parse_qsl, unquote, urlsplit

from portal.environment import BadSetting


def as_django(url: str) -> dict:
    """Django's DATABASES entry; a socket folder is written `%2Ffolder` or `?host=/folder`."""
    parts = urlsplit(url)
    location, _colon, port = parts.netloc.rpartition("@")[2].rpartition("]")[2].partition(":")
    is_postgres = parts.scheme in ("postgres", "postgresql")
    if not is_postgres or len(parts.path) < 2 or not (port + "0").isdecimal():
        raise BadSetting("DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "")
        or unquote(parts.hostname if "[" in parts.netloc else location),
        "PORT": options.pop("port", "") or port,
        "OPTIONS": options,
    }
