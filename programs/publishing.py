"""The truth rules that an edition must meet before it is published, as sentences for the editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from news.models import Article
from programs.models import Edition, Sourced
from regions.models import Region


@dataclass(frozen=True)
class Refusal:
    """Why an edition can't be published. ``field``: of the row, or of the edition where ``row`` is None."""

    message: str
    field: str | None = None
    row: Sourced | None = None


def sourced_rows(edition: Edition) -> list[Sourced]:
    """Every statement of the edition, in page order within each kind; one query a kind."""
    return [
        row
        for model in Sourced.__subclasses__()
        for row in model.objects.filter(edition=edition).select_related(
            "article", "article__publisher"
        )
    ]


def refusals(edition: Edition) -> list[Refusal]:
    """Everything that stands in the way of publishing; empty if nothing does."""
    rows = sourced_rows(edition)
    return [*_incomplete(edition, rows), *_unsourced(rows), *_wrong_region(edition, rows)]


def _incomplete(edition: Edition, rows: list[Sourced]) -> Iterator[Refusal]:
    if not edition.summary.strip():
        yield Refusal(
            _("한 줄 요약을 적어 주세요. 목록에서 사람들이 가장 먼저 읽는 문장입니다."), "summary"
        )
    if not edition.service_areas.exists():
        yield Refusal(_("어느 지역의 사업인지 하나 이상 골라 주세요."), "service_areas")
    if not edition.themes.exists():
        yield Refusal(_("주제를 하나 이상 골라 주세요."), "themes")
    if edition.phase != Edition.Phase.REGULAR and edition.phase_article is None:
        yield Refusal(_("시범이나 예정이라고 말한 기사를 골라 주세요."), "phase_article")
    if not any(row._meta.model_name == "fact" for row in rows):
        yield Refusal(
            _("출처가 있는 값이 하나도 없습니다. 기사에서 확인한 값을 하나 이상 적어 주세요.")
        )


def _unsourced(rows: list[Sourced]) -> Iterator[Refusal]:
    for row in rows:
        if row.article is None:
            yield Refusal(_("‘%(row)s’의 출처 기사를 골라 주세요.") % {"row": row}, "article", row)
        elif not row.article.is_public:
            yield Refusal(
                _(
                    "‘%(row)s’의 출처가 아직 확인되지 않은 기사이거나 광고입니다. 기사를 먼저 확인해 주세요."
                )
                % {"row": row},
                "article",
                row,
            )
        elif row.article.text and row.passage and not stands_in(row.passage, row.article.text):
            yield Refusal(
                _(
                    "‘%(row)s’의 근거 문장이 기사 본문에 그대로 있지 않습니다. 기사에서 다시 옮겨 주세요."
                )
                % {"row": row},
                "passage",
                row,
            )


def _wrong_region(edition: Edition, rows: list[Sourced]) -> Iterator[Refusal]:
    """A source about another place can't back this program: the two cities called 광주 never mix."""
    areas = set(edition.service_areas.values_list("pk", flat=True))
    sharing = {
        pk
        for area in edition.service_areas.all()
        for pk in Region.objects.overlapping(area).values_list("pk", flat=True)
    }
    articles: dict[int, Article] = {row.article.pk: row.article for row in rows if row.article}
    elsewhere = [
        article
        for article in Article.objects.filter(pk__in=articles).prefetch_related("regions")
        if areas
        and article.regions.all()
        and not sharing & {region.pk for region in article.regions.all()}
    ]
    for article in elsewhere:
        row = next(row for row in rows if row.article_id == article.pk)
        names = ", ".join(region.full_name for region in article.regions.all())
        yield Refusal(
            _("출처 ‘%(headline)s’은(는) %(names)s의 기사입니다. 사업의 지역과 겹치지 않습니다.")
            % {"headline": article.headline, "names": names},
            "article",
            row,
        )


def stands_in(passage: str, text: str) -> bool:
    """To the letter, after white space is folded."""
    return " ".join(passage.split()) in " ".join(text.split())
