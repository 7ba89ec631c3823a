from programs.views.article import article
from programs.views.check import check
from programs.views.organization import organization
from programs.views.program import program, program_calendar, program_page, program_qr
from programs.views.program_list import programs
from programs.views.suggestions import suggestions
from programs.views.theme import theme

__all__ = [
    "article",
    "check",
    "organization",
    "program",
    "program_calendar",
    "program_page",
    "program_qr",
    "programs",
    "suggestions",
    "theme",
]
