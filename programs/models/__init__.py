from programs.models.access import Channel, Eligibility, RequiredDocument
from programs.models.edition import Edition
from programs.models.facts import Fact, Round
from programs.models.organization import Organization
from programs.models.parties import Involvement, Location
from programs.models.program import FormerSlug, Program
from programs.models.sourced import Sourced
from programs.models.term import Term
from programs.models.timing import ApplicationWindow, Schedule

__all__ = [
    "ApplicationWindow",
    "Channel",
    "Edition",
    "Eligibility",
    "Fact",
    "FormerSlug",
    "Involvement",
    "Location",
    "Organization",
    "Program",
    "RequiredDocument",
    "Round",
    "Schedule",
    "Sourced",
    "Term",
]
