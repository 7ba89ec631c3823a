from __future__ import annotations

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.v1.serializers.fields import ProgramRef, PublicPageField, RegionRef, edtf
from news.models import Article, Publisher, Reading
from programs.statements import Source

PRECISIONS = ["day", "month", "year", "partial"]


class PublisherSerializer(serializers.ModelSerializer):
    """``name`` is empty where the printed page does not tell."""

    class Meta:
        model = Publisher
        fields = ["slug", "name", "domain"]


class ReadingSerializer(serializers.ModelSerializer):
    """A printed word that scan or print got wrong, and how we read it."""

    class Meta:
        model = Reading
        fields = ["as_printed", "corrected", "why"]


class ArticleSerializer(serializers.ModelSerializer):
    """A source as the public may know it; never its text."""

    url = PublicPageField()
    publisher = PublisherSerializer()
    date_published = edtf()
    date_precision = serializers.ChoiceField(
        PRECISIONS, source="date_published.precision", allow_null=True, default=None
    )
    date_words = serializers.SerializerMethodField()
    original_url = serializers.CharField(
        source="url", allow_blank=True, help_text="The publisher's own page."
    )
    regions = RegionRef(many=True)

    class Meta:
        model = Article
        fields = [
            "key",
            "url",
            "headline",
            "kind",
            "publisher",
            "date_published",
            "date_precision",
            "date_words",
            "date_note",
            "reporter",
            "is_reporter_uncertain",
            "original_url",
            "note",
            "state",
            "regions",
            "last_modified",
        ]

    def get_date_words(self, article: Article) -> str:
        return article.date_published.words if article.date_published else _("확인되지 않음")


class ArticleItemSerializer(ArticleSerializer):
    program_count = serializers.IntegerField(help_text="Programs that rest on it.")
    programs = ProgramRef(many=True, help_text="At most 50 of them, by name.")

    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "program_count", "programs"]


class ArticleDetailSerializer(ArticleItemSerializer):
    readings = ReadingSerializer(many=True)

    class Meta(ArticleItemSerializer.Meta):
        fields = [*ArticleItemSerializer.Meta.fields, "readings"]


class SourceArticleSerializer(ArticleSerializer):
    class Meta(ArticleSerializer.Meta):
        fields = [
            name
            for name in ArticleSerializer.Meta.fields
            if name not in {"regions", "last_modified"}
        ]


class SourceSerializer(serializers.Serializer):
    """An article behind the program, numbered as on the page."""

    number = serializers.IntegerField()
    key = serializers.SlugField(source="article.key")
    article = serializers.SerializerMethodField()

    @extend_schema_field(SourceArticleSerializer(allow_null=True))
    def get_article(self, source: Source) -> dict | None:
        """Null while the article is being looked at again and is not public."""
        if not source.article.is_public:
            return None
        return SourceArticleSerializer(source.article, context=self.context).data
