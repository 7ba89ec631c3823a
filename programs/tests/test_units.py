from news.reading.figures import Quantity, same_quantity
from programs.units import Unit


def test_every_unit_of_facts_can_be_compared_with_printed_figures():
    for unit in Unit:
        value = Quantity(10, None, unit.value, False)
        assert same_quantity(value, value).name == "EQUAL", unit
