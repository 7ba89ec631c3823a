"""What a source says: values, and the runs of a program that they belong to."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.dates import PartialDateField
from news.reading.figures import Quantity
from programs.models.sourced import Sourced
from programs.models.term import Term
from programs.units import Unit


class Round(Sourced):
    """A run of a program that repeats (a year's mission), with its place and period."""

    SHELF_LIFE = None

    key = models.SlugField(_("식별자"), max_length=50)
    year = models.PositiveSmallIntegerField(
        _("연도"), null=True, blank=True, help_text=_("인쇄되어 있지 않으면 비워 둡니다.")
    )
    title = models.CharField(_("이름"), max_length=100, blank=True)
    valid_from = PartialDateField(_("시작"))
    valid_to = PartialDateField(_("끝"))
    places = models.CharField(_("장소"), max_length=200, blank=True)
    note = models.CharField(_("덧붙임"), max_length=300, blank=True)

    class Meta(Sourced.Meta):
        verbose_name = _("회차")
        verbose_name_plural = _("회차")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "key"],
                name="one_key_a_round",
                violation_error_message=_("같은 식별자의 회차가 이미 있습니다."),
            )
        ]

    def __str__(self) -> str:
        return self.title or (str(self.year) if self.year else self.key)


class Fact(Sourced):
    """A value: a number (or a range), a text or a date, under a label that tells what it counts."""

    class Kind(models.TextChoices):
        AMOUNT = "amount", _("금액·수")
        CAPACITY = "capacity", _("규모·정원")
        RESULT = "result", _("결과")
        TARGET = "target", _("목표")
        OBLIGATION = "obligation", _("의무")
        DATE = "date", _("날짜")
        TEXT = "text", _("내용")

    # A result happened and stays true; what is offered, counted on or asked for changes.
    HISTORY = frozenset({Kind.RESULT})

    label = models.ForeignKey(
        Term,
        models.PROTECT,
        related_name="facts",
        verbose_name=_("이름"),
        limit_choices_to={"taxonomy": Term.Taxonomy.FACT_LABEL},
    )
    kind = models.CharField(_("종류"), max_length=20, choices=Kind)
    number = models.DecimalField(_("수"), max_digits=18, decimal_places=2, null=True, blank=True)
    number_max = models.DecimalField(
        _("수(위 끝)"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("‘2천만~1억’처럼 범위일 때만 적습니다."),
    )
    unit = models.CharField(_("단위"), max_length=20, choices=Unit, blank=True)
    text = models.CharField(_("글"), max_length=500, blank=True)
    date = PartialDateField(_("날짜"))
    is_approximate = models.BooleanField(
        _("어림수"), default=False, help_text=_("‘약’, ‘여’가 붙은 수일 때 표시합니다.")
    )
    detail = models.CharField(_("덧붙임"), max_length=200, blank=True)
    round = models.ForeignKey(
        Round, models.CASCADE, null=True, blank=True, related_name="facts", verbose_name=_("회차")
    )

    class Meta(Sourced.Meta):
        verbose_name = _("값")
        verbose_name_plural = _("값")
        indexes = [models.Index(fields=["edition", "label"], name="fact_edition_label")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__isnull=False, text="", date__isnull=True)
                | models.Q(number__isnull=True, date__isnull=True, number_max__isnull=True)
                & ~models.Q(text="")
                | models.Q(
                    number__isnull=True, text="", date__isnull=False, number_max__isnull=True
                ),
                name="fact_has_one_value",
                violation_error_message=_("값은 수, 글, 날짜 가운데 하나만 적습니다."),
            ),
            models.CheckConstraint(
                condition=models.Q(number_max__isnull=True)
                | models.Q(number_max__gt=models.F("number")),
                name="fact_range_is_ordered",
                violation_error_message=_("범위의 위 끝은 아래 끝보다 커야 합니다."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__isnull=True) | ~models.Q(unit=""),
                name="fact_number_has_unit",
                violation_error_message=_("수에는 단위가 있어야 합니다."),
            ),
        ]

    def __str__(self) -> str:
        from programs.values import fact_words  # which is built on this module

        is_complete = self.number is None or self.unit
        return f"{self.label}: {fact_words(self) if is_complete else self.number}"

    @property
    def shelf_life(self) -> timedelta | None:
        return None if self.kind in self.HISTORY else self.SHELF_LIFE

    @property
    def quantity(self) -> Quantity | None:
        """Its number as figures are compared."""
        if self.number is None:
            return None
        return Quantity(self.number, self.number_max, self.unit, self.is_approximate)

    @property
    def value(self) -> tuple[Decimal, Decimal | None, str] | str | object:
        """What two statements are compared by: (number, number_max, unit), the text or the date."""
        if self.number is not None:
            return (self.number, self.number_max, self.unit)
        return self.date or self.text
