from programs.models.access import Channel, Eligibility, RequiredDocument
from programs.models.edition import Edition
from programs.models.evidence import EvidenceCase
from programs.models.facts import Fact, Round
from programs.models.organization import Organization
from programs.models.parties import Involvement, Location
from programs.models.program import FormerSlug, Program
from programs.models.search import (
    IgnoredWord,
    NoResultQuery,
    SearchCount,
    SearchDocument,
    SearchState,
    SearchWord,
    SynonymGroup,
    VocabularyEntry,
)
from programs.models.sourced import Sourced
from programs.models.term import Term
from programs.models.timing import ApplicationWindow, Schedule

__all__ = [
    "ApplicationWindow",
    "Channel",
    "Edition",
    "Eligibility",
    "EvidenceCase",
    "Fact",
    "FormerSlug",
    "IgnoredWord",
    "Involvement",
    "Location",
    "NoResultQuery",
    "Organization",
    "Program",
    "RequiredDocument",
    "Round",
    "Schedule",
    "SearchCount",
    "SearchDocument",
    "SearchState",
    "SearchWord",
    "Sourced",
    "SynonymGroup",
    "Term",
    "VocabularyEntry",
]
