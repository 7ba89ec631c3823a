"""Kinds of values, and short forms by which one thing names another."""

from __future__ import annotations

from decimal import Decimal

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from programs.models import Organization, Term
from programs.views.addresses import absolute
from regions.models import Region

EDTF = r"^(\d{4}|XXXX)(-(\d{2}|XX)(-\d{2})?)?$"


@extend_schema_field({"type": "string", "pattern": EDTF, "example": "2024-03"})
class EdtfField(serializers.CharField):
    """A date as precisely as it is known (EDTF, ISO 8601-2): 2024, 2024-03, 2024-03-15, XXXX-08."""

    def to_representation(self, value) -> str:
        return str(value)


def edtf(source: str | None = None) -> EdtfField:
    """A date that may not be known at all."""
    return EdtfField(source=source, allow_null=True, help_text=EdtfField.__doc__)


@extend_schema_field({"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "example": "214100000000"})
class NumberField(serializers.Field):
    """A number as text, so that no reader rounds it."""

    def to_representation(self, value: Decimal) -> str:
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text


class CodeField(serializers.ChoiceField):
    """A code of ours, or null where nothing is stated."""

    def __init__(self, choices, **kwargs):
        super().__init__(choices, allow_null=True, **kwargs)

    def get_attribute(self, instance) -> str | None:
        return super().get_attribute(instance) or None


class PublicPageField(serializers.URLField):
    """The page for residents; null where there is none."""

    def __init__(self, **kwargs):
        super().__init__(source="*", **{"help_text": "The page for residents.", **kwargs})

    def to_representation(self, row) -> str:
        return absolute(self.context["request"], row.get_absolute_url())


class RegionRef(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField(source="full_name", help_text="With the regions it lies in.")
    label = serializers.CharField(help_text="As residents say it.")

    class Meta:
        model = Region


class OrganizationRef(serializers.Serializer):
    slug = serializers.SlugField()
    name = serializers.CharField()

    class Meta:
        model = Organization


class TermRef(serializers.Serializer):
    taxonomy = serializers.ChoiceField(Term.Taxonomy.choices)
    slug = serializers.SlugField()
    name = serializers.CharField()
    bokjiro_code = serializers.CharField(allow_blank=True)
    gov24_codes = serializers.ListField(child=serializers.CharField())


class LabelRef(serializers.Serializer):
    """What a fact counts or tells."""

    slug = serializers.SlugField()
    name = serializers.CharField()
    name_en = serializers.CharField(allow_blank=True)


class ProgramRef(serializers.Serializer):
    slug = serializers.SlugField(source="program.slug")
    name = serializers.CharField()
    url = PublicPageField()
