"""Articles with what only this room knows: which editions rest on them."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from news.admin import ArticleAdmin
from news.models import Article
from programs.admin.doubts import rows_resting
from programs.models import Edition

admin.site.unregister(Article)


@admin.register(Article)
class CitedArticleAdmin(ArticleAdmin):
    fieldsets = [*ArticleAdmin.fieldsets, (gettext_lazy("쓰이는 곳"), {"fields": ["resting"]})]
    readonly_fields = [*ArticleAdmin.readonly_fields, "resting"]

    @admin.display(description=gettext_lazy("이 기사에 기대는 판과 값"))
    def resting(self, article: Article) -> str:
        if article.pk is None:
            return "–"
        citing = Edition.objects.citing(article).exclude(status=Edition.Status.SUPERSEDED)
        editions = list(citing.order_by("name", "-number"))
        rows = rows_resting(Q(article=article), editions)
        shown = [
            (
                reverse("admin:programs_edition_change", args=[edition.pk]),
                edition,
                format_html_join("", "<li>{}</li>", [[row] for row in rows[edition.pk]]),
            )
            for edition in editions
        ]
        words = '<p><a href="{}">{}</a></p><ul>{}</ul>'
        return format_html_join("", words, shown) or _("아직 없습니다.")

    def why_kept_confirmed(self, request: HttpRequest, article: Article) -> str:
        live = Edition.objects.live().citing(article).order_by("name").first()
        if live is None:
            return ""
        return format_html(
            _(
                "공개된 ‘{}’이(가) 이 기사에 기대고 있어 확인을 거둘 수 없습니다. 먼저 그 사업의 출처를 바꿔 주세요."
            ),
            live.name,
        )
