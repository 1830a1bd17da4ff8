import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.registry.places import centre_of, coarse_place, find_cells, is_in_country, radius_of

latitudes, longitudes = st.floats(-13.4, 5.3), st.floats(12.2, 31.3)


@given(latitudes, longitudes)
def test_coarser_cells_are_parents_of_the_public_cell_so_that_together_they_tell_no_more(latitude, longitude):
    third, fourth, fifth, sixth = find_cells(latitude, longitude)
    assert [h3.get_resolution(cell) for cell in (third, fourth, fifth, sixth)] == [3, 4, 5, 6]
    assert h3.cell_to_parent(fifth, 4) == fourth
    assert h3.cell_to_parent(fifth, 3) == third


@given(latitudes, longitudes)
def test_the_public_place_is_a_function_of_the_cell_alone(latitude, longitude):
    fifth = find_cells(latitude, longitude)[2]
    place = coarse_place(fifth, "Lualaba", "Lubudi")
    assert (place.latitude, place.longitude) == centre_of(fifth)
    assert place.is_exact is False
    assert place.polygon is None
    assert h3.latlng_to_cell(place.latitude, place.longitude, 5) == fifth


@given(latitudes, longitudes)
def test_the_true_place_lies_within_two_edges_of_the_public_one(latitude, longitude):
    place = coarse_place(find_cells(latitude, longitude)[2], "", "")
    assert h3.great_circle_distance(
        (latitude, longitude), (place.latitude, place.longitude), unit="km"
    ) < 2 * radius_of(5)


def test_without_a_position_only_province_and_territory_are_known():
    assert find_cells(None, 25.0) == ("", "", "", "")
    place = coarse_place("", "Lualaba", "Lubudi")
    assert (place.latitude, place.longitude, place.cell, place.radius_km) == (None, None, "", None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [(-10.7, 25.5, True), (-4.3, 15.3, True), (48.85, 2.35, False), (25.5, -10.7, False), (-15.4, 28.3, False)],
)
def test_positions_in_the_country(latitude, longitude, inside):
    assert is_in_country(latitude, longitude) is inside
