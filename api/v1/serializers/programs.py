from __future__ import annotations

from rest_framework import serializers

from api.v1.serializers.articles import SourceSerializer
from api.v1.serializers.fields import (
    OrganizationRef,
    ProgramRef,
    PublicPageField,
    RegionRef,
    TermRef,
    edtf,
)
from api.v1.serializers.statements import (
    ChannelSerializer,
    CriterionSerializer,
    DocumentSerializer,
    FactSerializer,
    InvolvementSerializer,
    LocationSerializer,
    RoundSerializer,
    ScheduleSerializer,
    WindowSerializer,
)
from programs.models import Edition


class ProgramItemSerializer(serializers.ModelSerializer):
    """A program as lists show it: its live edition."""

    uuid = serializers.UUIDField(source="program.uuid")
    slug = serializers.SlugField(source="program.slug")
    url = PublicPageField()
    state = serializers.ChoiceField(Edition.State.choices, help_text="Today, in Asia/Seoul.")
    freshness = serializers.ChoiceField(Edition.Freshness.choices)
    service_areas = RegionRef(many=True)
    themes = TermRef(many=True)
    audiences = TermRef(many=True)
    benefits = TermRef(many=True)
    providers = OrganizationRef(many=True)
    parent = serializers.SlugField(
        source="parent_slug", allow_null=True, help_text="The program that it is a part of."
    )
    edition = serializers.IntegerField(
        source="number", help_text="Rises with every published change."
    )
    source_date = edtf()

    class Meta:
        model = Edition
        fields = [
            "uuid",
            "slug",
            "url",
            "name",
            "alternate_name",
            "summary",
            "state",
            "freshness",
            "phase",
            "service_areas",
            "themes",
            "audiences",
            "benefits",
            "providers",
            "parent",
            "edition",
            "published_at",
            "last_modified",
            "verified_on",
            "check_due_on",
            "source_date",
        ]


class ProgramDetailSerializer(ProgramItemSerializer):
    """Everything that the program's page says."""

    phase_source = serializers.CharField(
        source="dossier.phase_source", allow_null=True, help_text="Who calls it planned or a trial."
    )
    facts = FactSerializer(many=True, source="dossier.facts")
    windows = WindowSerializer(many=True, source="dossier.windows")
    criteria = CriterionSerializer(many=True, source="dossier.criteria")
    channels = ChannelSerializer(many=True, source="dossier.channels")
    documents = DocumentSerializer(many=True, source="dossier.documents")
    schedules = ScheduleSerializer(many=True, source="dossier.schedules")
    locations = LocationSerializer(many=True, source="dossier.locations")
    rounds = RoundSerializer(many=True, source="dossier.rounds")
    involvements = InvolvementSerializer(many=True, source="dossier.involvements")
    parts = ProgramRef(many=True, source="dossier.parts")
    related = ProgramRef(many=True, source="dossier.related")
    sources = SourceSerializer(many=True, source="dossier.sources")

    class Meta(ProgramItemSerializer.Meta):
        fields = [
            *ProgramItemSerializer.Meta.fields,
            "description",
            "eligibility_description",
            "application_process",
            "alert",
            "unknowns",
            "phase_source",
            "facts",
            "windows",
            "criteria",
            "channels",
            "documents",
            "schedules",
            "locations",
            "rounds",
            "involvements",
            "parts",
            "related",
            "sources",
        ]
