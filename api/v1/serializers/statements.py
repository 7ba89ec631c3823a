"""What sources say about a program. Each statement stands once, with everyone who makes it."""

from __future__ import annotations

from rest_framework import serializers

from api.v1.serializers.fields import (
    CodeField,
    LabelRef,
    NumberField,
    OrganizationRef,
    RegionRef,
    TermRef,
    edtf,
)
from programs.models import (
    ApplicationWindow,
    Channel,
    Eligibility,
    Fact,
    Involvement,
    Schedule,
)
from programs.units import Unit


class PrintedSerializer(serializers.Serializer):
    """Where the article prints it otherwise than we give it."""

    source = serializers.CharField(source="article.key")
    as_printed = serializers.CharField()
    why_corrected = serializers.CharField(allow_blank=True)


class SaidSerializer(serializers.Serializer):
    as_of = edtf("row.as_of")
    according_to = serializers.CharField(
        source="row.according_to", allow_blank=True, help_text="Who says it within the article."
    )
    sources = serializers.ListField(
        child=serializers.SlugField(), help_text="Keys of the articles that say so."
    )
    printed_otherwise = PrintedSerializer(many=True)
    verified_on = serializers.DateField(
        allow_null=True, help_text="When somebody last compared it with its source."
    )
    verified_by = serializers.CharField(allow_blank=True)
    check_due_on = serializers.DateField(
        allow_null=True, help_text="Null for what is history and stays true."
    )
    is_overdue = serializers.BooleanField()


class FactSerializer(SaidSerializer):
    """Exactly one of number, text and date is given. ``words`` is the value as residents read it."""

    label = LabelRef(source="row.label")
    kind = serializers.ChoiceField(Fact.Kind.choices, source="row.kind")
    number = NumberField(source="row.number", allow_null=True)
    number_max = NumberField(
        source="row.number_max", allow_null=True, help_text="The upper end of a range."
    )
    unit = CodeField(Unit.choices, source="row.unit")
    text = serializers.CharField(source="row.text", allow_blank=True)
    date = edtf("row.date")
    is_approximate = serializers.BooleanField(source="row.is_approximate")
    words = serializers.CharField()
    exact_words = serializers.CharField(
        allow_blank=True, help_text="Money to the last digit, where words shorten it."
    )
    detail = serializers.CharField(source="row.detail", allow_blank=True)
    round = serializers.CharField(
        source="row.round.key", allow_null=True, default=None, help_text="The run it belongs to."
    )
    contradicts = serializers.BooleanField(
        help_text="Another source states another value for the same thing at the same time."
    )


class WindowSerializer(SaidSerializer):
    kind = serializers.ChoiceField(ApplicationWindow.Kind.choices, source="row.kind")
    opens = edtf("row.opens")
    closes = edtf("row.closes")
    words = serializers.CharField(
        source="row.words", allow_blank=True, help_text="As the source puts it."
    )
    state = serializers.ChoiceField(
        ApplicationWindow.State.choices, help_text="Today, in Asia/Seoul."
    )
    days_left = serializers.IntegerField(
        allow_null=True, help_text="Null unless the last day is known and has not passed."
    )


class CriterionSerializer(SaidSerializer):
    kind = serializers.ChoiceField(Eligibility.Kind.choices, source="row.kind")
    is_exclusion = serializers.BooleanField(
        source="row.is_exclusion", help_text="Whoever meets it does not get the program."
    )
    term = TermRef(source="row.term", allow_null=True)
    minimum = serializers.IntegerField(source="row.minimum", allow_null=True)
    maximum = serializers.IntegerField(source="row.maximum", allow_null=True)
    region = RegionRef(source="row.region", allow_null=True)
    words = serializers.CharField(source="row.words")


class ChannelSerializer(SaidSerializer):
    kind = serializers.ChoiceField(Channel.Kind.choices, source="row.kind")
    purpose = serializers.ChoiceField(Channel.Purpose.choices, source="row.purpose")
    name = serializers.CharField(source="row.name", allow_blank=True)
    value = serializers.CharField(source="row.value")
    note = serializers.CharField(source="row.note", allow_blank=True)


class DocumentSerializer(SaidSerializer):
    document = serializers.CharField(source="row.document")
    note = serializers.CharField(source="row.note", allow_blank=True)


class ScheduleSerializer(SaidSerializer):
    """When the program runs; not when people can apply."""

    valid_from = edtf("row.valid_from")
    valid_to = edtf("row.valid_to")
    freq = CodeField(Schedule.Freq.choices, source="row.freq")
    description = serializers.CharField(source="row.description", allow_blank=True)


class LocationSerializer(SaidSerializer):
    name = serializers.CharField(source="row.name")
    region = RegionRef(source="row.region", allow_null=True)
    description = serializers.CharField(source="row.description", allow_blank=True)


class RoundSerializer(SaidSerializer):
    """A run of a program that repeats."""

    key = serializers.SlugField(source="row.key")
    year = serializers.IntegerField(
        source="row.year", allow_null=True, help_text="Null where no source prints it."
    )
    title = serializers.CharField(source="row.title", allow_blank=True)
    valid_from = edtf("row.valid_from")
    valid_to = edtf("row.valid_to")
    places = serializers.CharField(source="row.places", allow_blank=True)
    note = serializers.CharField(source="row.note", allow_blank=True)


class InvolvementSerializer(SaidSerializer):
    organization = OrganizationRef(source="row.organization")
    role = serializers.ChoiceField(Involvement.Role.choices, source="row.role")
    description = serializers.CharField(source="row.description", allow_blank=True)
