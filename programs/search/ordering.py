"""Editions in an order that was worked out outside the database."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, IntegerField, QuerySet, Value
from django.db.models.sql.where import WhereNode

_NUMBERS = ArrayField(BigIntegerField())


class Numbers(Value):
    """Programs as an array; listed only when the database is asked."""

    def __init__(self, programs: Sequence[int]):
        super().__init__(programs, output_field=_NUMBERS)

    def as_sql(self, compiler, connection):
        return Value(list(self.value), output_field=_NUMBERS).as_sql(compiler, connection)


class Among(Func):
    """``program_id = ANY(…)``: one parameter, however many programs there are."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    @classmethod
    def these(cls, programs: Sequence[int]) -> Among:
        return cls(F("program_id"), Numbers(programs))


def rank(programs: Sequence[int]) -> Func:
    return Func(
        Numbers(programs), F("program_id"), function="array_position", output_field=IntegerField()
    )


def narrowed(editions: QuerySet, programs: Sequence[int]) -> QuerySet:
    """A queryset made with ``Among`` and ``rank``, for some of its programs only.

    The long list goes, so that a page of twenty is asked for by twenty numbers.
    """
    query = editions.query
    short = Among.these(programs).resolve_expression(query)
    query.where = _with(query.where, short)
    query.annotations["rank"] = rank(programs).resolve_expression(query)
    return editions


def _with(where: WhereNode, short: Among) -> WhereNode:
    """A copy of the conditions with ``short`` in place of the long list (Django compares it with True)."""
    copy = where.clone()
    copy.children = [
        _with(child, short)
        if isinstance(child, WhereNode)
        else short
        if isinstance(getattr(child, "lhs", child), Among)
        else child
        for child in where.children
    ]
    return copy
