"""Numbers, money, dates and counts as Korean newspapers print them.

find(text)            every expression with its place, value and unit, in order
as_of(text, figure)   the basis date printed beside one ("450쌍(9월말 기준)")
same_quantity(a, b)   does one statement of a value support another
render(figure)        one canonical Korean form; find() reads it back as the same figure
money_words(n, unit)  an amount for residents: "2,141억 원"
"""

from news.reading.figures.comparing import Comparison, canonical_unit, same_date, same_quantity
from news.reading.figures.figure import Figure, Quantity
from news.reading.figures.finding import as_of, find
from news.reading.figures.wording import money_words, number_words, render

__all__ = [
    "Comparison",
    "Figure",
    "Quantity",
    "as_of",
    "canonical_unit",
    "find",
    "money_words",
    "number_words",
    "render",
    "same_date",
    "same_quantity",
]
