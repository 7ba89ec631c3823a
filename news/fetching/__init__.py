"""Pages of other sites, fetched so that neither their address nor their answer can do harm."""

from news.fetching.canonical import canonical_address, same_site, site_of
from news.fetching.errors import FetchError, Reason
from news.fetching.pages import Fetched, Visit, fetch, visit
from news.fetching.robots import pause_for
from news.fetching.transport import LIMITS, PUBLIC, Limits, Network

__all__ = [
    "LIMITS",
    "PUBLIC",
    "FetchError",
    "Fetched",
    "Limits",
    "Network",
    "Reason",
    "Visit",
    "canonical_address",
    "fetch",
    "pause_for",
    "same_site",
    "site_of",
    "visit",
]
