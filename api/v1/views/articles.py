from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Listing, Single
from api.problems import not_found
from api.v1.filters import ArticleSearchFilter
from api.v1.queries import add_programs, public_articles
from api.v1.serializers.articles import ArticleDetailSerializer, ArticleItemSerializer
from news.models import Article


@extend_schema(summary="Articles")
class ArticleList(Listing):
    """The sources, the newest first; those without a year at the end."""

    queryset = Article.objects.none()
    filterset_class = ArticleSearchFilter
    serializer_class = ArticleItemSerializer

    def get_queryset(self) -> QuerySet[Article]:
        return public_articles()

    def paginate_queryset(self, queryset: QuerySet) -> list[Article]:
        return add_programs(super().paginate_queryset(queryset))


@extend_schema(summary="An article")
class ArticleDetail(Single):
    """A source with the programs that rest on it. Its text is its publisher's and is not here."""

    @extend_schema(responses=ArticleDetailSerializer)
    def get(self, request: Request, key: str) -> Response:
        article = public_articles().prefetch_related("readings").filter(key=key).first()
        if article is None:
            raise not_found()
        add_programs([article])
        return Response(ArticleDetailSerializer(article, context={"request": request}).data)
