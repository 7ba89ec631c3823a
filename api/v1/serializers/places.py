from __future__ import annotations

from rest_framework import serializers

from api.v1.serializers.fields import OrganizationRef, PublicPageField, RegionRef, TermRef
from programs.models import Organization, Term
from regions.models import Region, RegionName


class RegionNameSerializer(serializers.ModelSerializer):
    class Meta:
        model = RegionName
        fields = ["name", "kind"]


class RegionSerializer(serializers.ModelSerializer):
    """A region under one official code, with the days on which it existed."""

    full_name = serializers.CharField(help_text="With the regions it lies in.")
    label = serializers.CharField(help_text="As residents say it.")
    url = PublicPageField()
    parent = RegionRef(allow_null=True)
    successors = RegionRef(many=True, help_text="Who has its ground now.")
    predecessors = RegionRef(many=True)
    is_dissolved = serializers.SerializerMethodField()
    dissolution_note = serializers.CharField(allow_blank=True)
    names = RegionNameSerializer(
        many=True, source="written_names", help_text="As people write it; one may mean several."
    )

    class Meta:
        model = Region
        fields = [
            "code",
            "name",
            "name_en",
            "full_name",
            "label",
            "url",
            "level",
            "parent",
            "valid_from",
            "valid_to",
            "is_dissolved",
            "dissolution_note",
            "successors",
            "predecessors",
            "names",
        ]

    def get_is_dissolved(self, region: Region) -> bool:
        return region.is_dissolved(region.today_here)


class OrganizationSerializer(serializers.ModelSerializer):
    url = PublicPageField()
    region = RegionRef(allow_null=True)
    parent = OrganizationRef(allow_null=True)

    class Meta:
        model = Organization
        fields = [
            "slug",
            "url",
            "name",
            "alternate_name",
            "name_en",
            "description",
            "kind",
            "region",
            "parent",
            "email",
            "website",
            "last_modified",
        ]


class TermSerializer(TermRef, serializers.ModelSerializer):
    """A word of one of our taxonomies, with the codes of 복지로 and 정부24."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = Term
        fields = [
            "taxonomy",
            "slug",
            "name",
            "name_en",
            "description",
            "bokjiro_code",
            "gov24_codes",
            "url",
        ]

    def get_url(self, term: Term) -> str | None:
        """Where residents see its programs; null for names of facts, which are no choice there."""
        if term.taxonomy == Term.Taxonomy.FACT_LABEL:
            return None
        return PublicPageField.to_representation(self, term)
