import pytest

from news.reading.figures import Comparison, Quantity, same_quantity
from news.reading.figures.units import UNITS
from programs.units import Unit


def printed_units_for(unit: str) -> set[str]:
    """Units of printed figures that a fact in this unit can be compared with."""
    fact = Quantity(10, None, unit, False)
    return {
        printed
        for printed in UNITS
        if same_quantity(fact, Quantity(10, None, printed, False)) == Comparison.EQUAL
    }


@pytest.mark.parametrize("unit", Unit.values)
def test_every_unit_of_facts_compares_with_something_that_is_printed(unit):
    assert printed_units_for(unit)


def test_a_unit_that_nobody_prints_would_be_noticed():
    assert not printed_units_for("furlongs")
