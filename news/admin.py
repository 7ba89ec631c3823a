"""Sources for staff: recorded, read as printed, and confirmed before residents see them."""

from __future__ import annotations

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from news.desk.admin import UploadAdmin
from news.known_filter import KnownFilter
from news.link_admin import LinkFilter, LinkHealth
from news.models import Article, Publisher, Reading, Upload
from news.stale_forms import NoLostUpdates, SeenForm
from regions.models import Region


class ConfirmedFilter(KnownFilter):
    title = gettext_lazy("확인")
    parameter_name = "confirmed"

    def lookups(self, request, model_admin):
        return [("no", _("확인 전")), ("yes", _("확인함"))]

    def apply(self, request, queryset, value):
        return queryset.filter(confirmed_at__isnull=value == "no")


class RegionFilter(KnownFilter):
    title = gettext_lazy("지역")
    parameter_name = "region"

    def lookups(self, request, model_admin):
        named = Article.regions.through.objects.values("region")
        regions = Region.objects.filter(pk__in=named).exclude(level=Region.Level.NEIGHBOURHOOD)
        return [(region.code, str(region)) for region in regions.with_parents()]

    def apply(self, request, queryset, value):
        ground = Region.objects.overlapping(Region(code=value)).values("pk")
        named = Article.regions.through.objects.filter(region__in=ground)
        return queryset.filter(pk__in=named.values("article"))


class ReadingInline(admin.StackedInline):
    """Readings have no permissions of their own: who may change the article may change them."""

    model = Reading
    extra = 0
    fields = [("as_printed", "corrected"), "why"]

    def has_add_permission(self, request, obj=None) -> bool:
        return request.user.has_perm("news.change_article")

    has_change_permission = has_delete_permission = has_add_permission

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.has_perm("news.view_article") or self.has_add_permission(request)


class ArticleForm(SeenForm):
    counted_relations = ("readings",)

    def clean(self):
        """When it was confirmed is not in the form, so that rule is asked for by name."""
        cleaned = super().clean()
        is_advertisement = cleaned.get("kind") == Article.Kind.ADVERTISEMENT
        if is_advertisement and self.instance.confirmed_at is not None:
            self.add_error("kind", advertisement_rule())
        return cleaned


def advertisement_rule() -> str:
    rule = next(
        rule
        for rule in Article._meta.constraints
        if rule.name == "advertisement_is_never_confirmed"
    )
    return str(rule.violation_error_message)


@admin.register(Publisher)
class PublisherAdmin(NoLostUpdates):
    list_display = ["display_name_column", "slug", "domain"]
    search_fields = ["name", "slug", "domain"]
    search_help_text = gettext_lazy("이름, 주소 이름, 도메인으로 찾습니다.")
    fields = ["name", "slug", "domain", "note"]

    @admin.display(description=gettext_lazy("이름"), ordering="name")
    def display_name_column(self, publisher: Publisher) -> str:
        return publisher.display_name


@admin.register(Article)
class ArticleAdmin(LinkHealth, NoLostUpdates):
    form = ArticleForm
    inlines = [ReadingInline]
    list_display = ["headline", "publisher", "date_column", "kind", "state", "is_confirmed"]
    list_filter = [ConfirmedFilter, "kind", "state", LinkFilter, RegionFilter, "publisher"]
    list_select_related = ["publisher"]
    list_per_page = 50
    search_fields = ["headline", "key", "reporter", "page", "publisher__name"]
    search_help_text = gettext_lazy("제목, 주소 이름, 기자, 지면, 발행처로 찾습니다.")
    show_facets = admin.ShowFacets.NEVER
    autocomplete_fields = ["publisher", "regions"]
    actions = ["confirm_chosen", "check_links_chosen"]
    readonly_fields = ["confirmed_at", "link_state"]
    fieldsets = [
        (
            gettext_lazy("지면에 있는 것"),
            {
                "fields": [
                    "headline",
                    ("publisher", "kind"),
                    ("date_published", "date_note"),
                    ("reporter", "is_reporter_uncertain"),
                    "page",
                    "url",
                    "link_state",
                ]
            },
        ),
        (
            gettext_lazy("우리가 적는 것"),
            {"fields": ["key", "note", "regions", ("state", "confirmed_at")]},
        ),
        (
            gettext_lazy("본문 (직원만 봅니다)"),
            {
                "fields": ["text"],
                "description": gettext_lazy(
                    "값의 근거 문장이 여기에 그대로 있는지 확인하는 데 씁니다."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        articles = super().get_queryset(request).select_related("publisher")
        match = request.resolver_match
        is_list = match is not None and not match.kwargs.get("object_id")
        return articles.defer("text") if is_list else articles

    @admin.display(description=gettext_lazy("보도일"), ordering="date_published")
    def date_column(self, article: Article) -> str:
        return article.date_published.words if article.date_published else _("확인되지 않음")

    @admin.display(description=gettext_lazy("확인"), boolean=True, ordering="confirmed_at")
    def is_confirmed(self, article: Article) -> bool:
        return article.confirmed_at is not None

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        """The address of an article that residents could see stays as it is."""
        is_public = obj is not None and obj.confirmed_at is not None
        return [*self.readonly_fields, "key"] if is_public else self.readonly_fields

    def get_view_on_site_url(self, obj: Article | None = None) -> str | None:
        return obj.get_absolute_url() if obj is not None and obj.is_public else None

    def get_urls(self):
        def own(name: str, view):
            wrapped = self.admin_site.admin_view(require_POST(view))
            return path(f"<int:pk>/{name}/", wrapped, name=f"news_article_{name}")

        return [
            own("confirm", self.confirm_view),
            own("unconfirm", self.unconfirm_view),
            own("check_link", self.check_link_view),
            *super().get_urls(),
        ]

    @admin.action(description=gettext_lazy("고른 기사를 확인함으로 표시"), permissions=["change"])
    def confirm_chosen(self, request: HttpRequest, articles: QuerySet) -> None:
        for article in articles.filter(confirmed_at__isnull=True):
            self._confirm(request, article)

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._article(request, pk)
        if article.confirmed_at is None:
            self._confirm(request, article)
        return self._back(article)

    def unconfirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self._article(request, pk)
        reason = self.why_kept_confirmed(request, article)
        if reason:
            self.message_user(request, reason, messages.ERROR)
        elif article.confirmed_at is not None:
            article.confirmed_at = None
            article.save(update_fields=["confirmed_at", "last_modified"])
            self.log_change(request, article, _("확인을 거두었습니다."))
            self.message_user(request, _("확인을 거두었습니다. 이제 공개되지 않습니다."))
        return self._back(article)

    def why_kept_confirmed(self, request: HttpRequest, article: Article) -> str:
        """A sentence if residents rely on it; rooms above know."""
        return ""

    def _confirm(self, request: HttpRequest, article: Article) -> None:
        if article.kind == Article.Kind.ADVERTISEMENT:
            words = f"‘{article.headline}’: {advertisement_rule()}"
            self.message_user(request, words, messages.ERROR)
            return
        article.confirmed_at = Now()
        article.save(update_fields=["confirmed_at", "last_modified"])
        self.log_change(request, article, _("확인했습니다."))
        words = _("‘%(headline)s’을(를) 확인했습니다.") % {"headline": article.headline}
        self.message_user(request, words, messages.SUCCESS)

    def _article(self, request: HttpRequest, pk: int) -> Article:
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404(_("그런 기사가 없습니다."))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    def _back(self, article: Article) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:news_article_change", args=[article.pk]))


admin.site.register(Upload, UploadAdmin)
