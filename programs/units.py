"""Units of facts, as written behind a number in Korean. Numbers come from data; only these words are translated."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """Codes are stable (they are in the API and in fixtures); labels are Korean counters."""

    PEOPLE = "people", _("명")
    CHILDREN = "children", _("명(어린이)")
    COUPLES = "couples", _("쌍")
    HOUSEHOLDS = "households", _("가구")
    COMPANIES = "companies", _("개사")
    INSTITUTIONS = "institutions", _("개 기관")
    AGENCIES = "agencies", _("개 기관(특별지방행정기관)")
    LOCAL_GOVERNMENTS = "local-governments", _("개 시·군")
    BUYERS = "buyers", _("명(바이어)")
    CASES = "cases", _("건")
    CONSULTATIONS = "consultations", _("건(상담)")
    CONTRACTS = "contracts", _("건(계약)")
    RESCUES = "rescues", _("건(구조)")
    MOU = "MOU", _("건(업무협약)")
    MASKS = "masks", _("장")
    CENTRES = "centres", _("곳(센터)")
    VENUES = "venues", _("곳")
    ZONES = "zones", _("곳(특구)")
    EDITIONS = "editions", _("회")
    MISSIONS = "missions", _("회(파견)")
    TASKS = "tasks", _("개 과제")
    YEARS = "years", _("년")
    MONTHS = "months", _("개월")
    WEEKS = "weeks", _("주")
    DAYS = "days", _("일")
    HOURS = "hours", _("시간")
    PERCENT = "percent", "%"
    TIMES = "times", _("회(횟수)")
    ITEMS = "items", _("개")
    KRW = "KRW", _("원")
    USD = "USD", _("달러")
    EUR = "EUR", _("유로")
    JPY = "JPY", _("엔")
    CNY = "CNY", _("위안")

    @property
    def is_money(self) -> bool:
        return self.value in {"KRW", "USD", "EUR", "JPY", "CNY"}

    @property
    def counter(self) -> str:
        """The word right behind a number. What a label tells editors apart in brackets is left out."""
        return str(self.label).split("(")[0]
