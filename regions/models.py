"""Administrative geography: regions by their official codes, what came of them, and their names."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from regions.querysets import RegionQuerySet

MIDDLE = ["city", "district", "county"]


class Region(models.Model):
    """A region under one official code. Changed borders, parents or codes make a new region.

    The code says where it lies: province (2 digits) + city or district (3) + neighbourhood (5).
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("시·도")
        CITY = "city", _("시")
        DISTRICT = "district", _("구")
        COUNTY = "county", _("군")
        NEIGHBOURHOOD = "neighbourhood", _("읍·면·동")

    code = models.CharField(
        _("지역 코드"),
        max_length=10,
        primary_key=True,
        validators=[
            RegexValidator(
                r"\A([0-9]{2}|[0-9]{5}|[0-9]{10})\Z", _("숫자 2자리, 5자리 또는 10자리여야 합니다.")
            )
        ],
        help_text=_(
            "시·도는 2자리, 시·군·구는 5자리, 읍·면·동은 10자리 행정 코드입니다. 코드가 바뀌면 새 지역으로 등록하세요."
        ),
    )
    name = models.CharField(
        _("이름"), max_length=50, help_text=_("상위 지역 없이 적습니다. 예: 광산구")
    )
    name_en = models.CharField(
        _("영어 이름"), max_length=80, blank=True, help_text=_("확실하지 않으면 비워 두세요.")
    )
    level = models.CharField(_("단계"), max_length=15, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("상위 지역"),
        help_text=_("코드의 앞부분이 같은 지역입니다. 시·도는 비워 둡니다."),
    )
    valid_from = models.DateField(
        _("시작일"),
        null=True,
        blank=True,
        help_text=_("이 코드가 시작된 날. 기록이 없으면 비워 두세요."),
    )
    valid_to = models.DateField(
        _("마지막 날"),
        null=True,
        blank=True,
        help_text=_("이 코드가 쓰인 마지막 날. 지금도 쓰면 비워 두세요."),
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name=_("이어받은 지역"),
        help_text=_("이 지역의 땅을 지금 나누어 맡은 지역 모두. 알려지지 않았으면 비워 두세요."),
    )
    display_name = models.CharField(
        _("화면에 보이는 이름"),
        max_length=80,
        blank=True,
        help_text=_(
            "주민에게 익숙한 이름이 따로 있을 때만 적습니다. 예: 광주 광산구 (전남광주통합특별시)"
        ),
    )
    note = models.CharField(
        _("바뀐 내용"),
        max_length=200,
        blank=True,
        help_text=_("이어받은 지역으로 설명되지 않는 변화를 한 문장으로 적습니다."),
    )

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("지역")
        verbose_name_plural = _("지역")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="province", code__regex=r"^[0-9]{2}$")
                | Q(level__in=MIDDLE, code__regex=r"^[0-9]{5}$")
                | Q(level="neighbourhood", code__regex=r"^[0-9]{10}$"),
                name="region_code_has_the_length_of_its_level",
                violation_error_message=_(
                    "시·도 코드는 2자리, 시·군·구 코드는 5자리, 읍·면·동 코드는 10자리여야 합니다."
                ),
            ),
            models.CheckConstraint(
                condition=Q(level="province", parent=None)
                | Q(level__in=MIDDLE, parent__isnull=False, parent=Left("code", 2))
                | Q(level="neighbourhood", parent__isnull=False, parent=Left("code", 5)),
                name="region_code_begins_with_its_parent",
                violation_error_message=_(
                    "상위 지역은 코드의 앞부분과 같아야 합니다. 시·도에는 상위 지역이 없습니다."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="region_ends_after_it_begins",
                violation_error_message=_("마지막 날은 시작일보다 앞설 수 없습니다."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("region", args=[self.code])

    @property
    def full_name(self) -> str:
        """With the regions it lies in: 경기도 광주시. Use ``with_parents()`` for many."""
        return f"{self.parent.full_name} {self.name}" if self.parent else self.name

    @property
    def label(self) -> str:
        """What residents read: 광주 광산구 (전남광주통합특별시)."""
        return self.display_name or self.full_name

    @property
    def province(self) -> Region:
        return self.parent.province if self.parent else self

    def is_current(self, day: date | None = None) -> bool:
        """Row twin of ``current()``."""
        day = day or timezone.localdate()
        begun = self.valid_from is None or self.valid_from <= day
        return begun and not self.is_dissolved(day)

    def is_dissolved(self, day: date | None = None) -> bool:
        """Row twin of ``dissolved()``."""
        return self.valid_to is not None and self.valid_to < (day or timezone.localdate())

    @property
    def dissolution_note(self) -> str:
        """What came of it: "2026-07-01 전남광주통합특별시로 통합"; empty while nothing did."""
        if self.note or self.valid_to is None:
            return self.note
        heirs = list(self.successors.all())
        if not heirs:
            return self._lost_note()
        provinces = {heir.province.code: heir.province.name for heir in heirs}
        within = set(provinces) == {self.province.code}
        names = [heir.name for heir in heirs] if within else provinces.values()
        return _merged_into(self.valid_to + timedelta(days=1), ", ".join(names))

    def _lost_note(self) -> str:
        """For a neighbourhood that went along with its district, under a code that nobody stated."""
        if self.parent is None or self.parent.valid_to != self.valid_to:
            return ""
        return gettext("%(day)s부터 %(region)s에 속함. 새 코드는 확인되지 않음") % {
            "day": self.valid_to + timedelta(days=1),
            "region": ", ".join(heir.full_name for heir in self.parent.successors.all()),
        }

    def today(self, day: date | None = None) -> RegionQuerySet:
        """The regions that have its ground now (or on ``day``): itself, its successors, or, for a
        neighbourhood whose successor is not known, the district it lies in. Three queries."""
        inside, around = self._neighbours()
        known = Region.objects.filter(pk__in=inside | around)
        now = set(known.current(day).values_list("code", flat=True))
        # Regions of one day lie in each other just as their codes begin with each other.
        here = {
            c for c in now & inside if not any(c != o and c.startswith(o) for o in now & inside)
        }
        return Region.objects.filter(pk__in=here or sorted(now & around, key=len)[-1:])

    def namesakes(self) -> RegionQuerySet:
        """Other regions that a visitor who came here by name may have meant: they share a written
        name, but no ground and no province. A merged region answers to the names of those merged
        into it. Two queries."""
        inside, around = self._neighbours()
        merged = [code for code in inside if len(code) == len(self.code)]
        names = RegionName.objects.naming()
        ours = names.filter(region__in=merged).values("name")
        others = Region.objects.filter(pk__in=names.filter(name__in=ours).values("region"))
        near = [code for code in around if len(code) == 2]
        return others.alias(at=Left("code", 2)).exclude(Q(at__in=near) | Q(pk__in=inside | around))

    def _neighbours(self) -> tuple[set[str], set[str]]:
        """Codes of the regions in its ground, and of those around it; itself in both."""
        touching = Containment.objects.filter(Q(outer=self) | Q(inner=self))
        pairs = list(touching.values_list("outer_id", "inner_id"))
        return {i for o, i in pairs if o == self.code}, {o for o, i in pairs if i == self.code}


def _merged_into(day: date, name: str) -> str:
    """Korean joins "-으로" to a final consonant other than ㄹ, else "-로"."""
    final = (ord(name[-1]) - 0xAC00) % 28 if name and "가" <= name[-1] <= "힣" else 0
    sentence = (
        gettext("%(day)s %(region)s로 통합")
        if final in (0, 8)
        else gettext("%(day)s %(region)s으로 통합")
    )
    return sentence % {"day": day.isoformat(), "region": name}


class RegionNameQuerySet(models.QuerySet):
    def naming(self) -> RegionNameQuerySet:
        """Names of the region itself, not of something in it."""
        kinds = RegionName.Kind
        return self.filter(kind__in=[kinds.OFFICIAL, kinds.FORMER, kinds.SHORT, kinds.COMMON])


class RegionName(models.Model):
    """A name as people write it. One name may mean several regions: 광주시."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("정식 이름")
        FORMER = "former", _("옛 이름")
        SHORT = "short", _("줄인 이름")
        COMMON = "common", _("흔히 부르는 이름")
        PART = "part", _("이 지역 안의 마을·동")
        LANDMARK = "landmark", _("이 지역에 있는 곳 (단서로만 사용)")
        PHONE = "phone", _("전화 지역번호 (단서로만 사용)")

    name = models.CharField(
        _("쓰인 이름"),
        max_length=80,
        help_text=_("글에 쓰이는 그대로. 띄어 쓴 칸은 글에서 붙어 있어도 찾습니다."),
    )
    region = models.ForeignKey(Region, models.CASCADE, related_name="names", verbose_name=_("지역"))
    kind = models.CharField(_("종류"), max_length=10, choices=Kind.choices)
    stands_alone = models.BooleanField(
        _("이 이름만으로 충분함"),
        default=False,
        help_text=_(
            "우리나라에서 이 이름만 보고 알 수 있으면 표시합니다. 다른 도시에도 있는 이름(동구, 중앙동)은 표시하지 마세요."
        ),
    )
    note = models.CharField(_("참고"), max_length=200, blank=True)

    objects = RegionNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("지역 이름")
        verbose_name_plural = _("지역 이름")
        ordering = ["name", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "region"],
                name="region_name_once_a_region",
                violation_error_message=_("이 지역에 이미 있는 이름입니다."),
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"^\S(.*\S)?$"),
                name="region_name_is_trimmed",
                violation_error_message=_("이름 앞뒤에 빈칸을 둘 수 없습니다."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Containment(models.Model):
    """The ground of ``inner`` is that of ``outer`` or lies in it, mapped to the newest regions.

    Derived from the regions' parents and successors, and kept by the database (a trigger in
    migration 0002), so that no path of writing can leave it behind. Every region contains itself.
    """

    pk = models.CompositePrimaryKey("outer_id", "inner_id")
    outer = models.ForeignKey(Region, models.CASCADE, related_name="+")
    inner = models.ForeignKey(Region, models.CASCADE, related_name="+")
