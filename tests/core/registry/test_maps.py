import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.registry.maps import (
    COUNTRY,
    Box,
    CellCount,
    box_of,
    cells_over,
    draw,
    finest_for,
    move,
    read_box,
    rounds,
)


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "30,0,20,5", "20,5,30,0", "nan,0,1,1", "-999,0,999,1"])
def test_what_is_no_window_is_none(text):
    assert read_box(text) is None


@given(st.floats(-179, 179), st.floats(-89, 89), st.floats(0.01, 90), st.floats(0.01, 60))
def test_windows_stay_inside_the_country_and_are_never_narrower_than_0_8_degrees(west, south, wide, high):
    box = read_box(f"{west},{south},{min(west + wide, 180)},{min(south + high, 90)}")
    assert COUNTRY.west - 1e-9 <= box.west
    assert box.east <= COUNTRY.east + 1e-9
    assert COUNTRY.south - 1e-9 <= box.south
    assert box.north <= COUNTRY.north + 1e-9
    assert box.east - box.west >= 0.8 - 1e-9


def test_small_windows_show_public_cells_and_never_finer_ones():
    assert finest_for(COUNTRY) == 3
    assert finest_for(Box(24, -12, 30, -6)) == 4
    assert finest_for(Box(25, -11, 26, -10)) == 5
    assert finest_for(Box(25, -11, 25.8, -10.2)) == 5


def test_moving_and_zooming():
    box = move(Box(24, -11, 26, -9), right=0.5)
    assert (box.west, box.south, box.east, box.north) == (25, -11, 27, -9)
    box = move(Box(24, -11, 26, -9), factor=0.5)
    assert (box.west, box.south, box.east, box.north) == (24.5, -10.5, 25.5, -9.5)
    assert move(COUNTRY, factor=9).as_text() == COUNTRY.as_text()


def test_every_parent_of_a_cell_in_the_window_is_asked_for():
    box = Box(24.5, -11.5, 26.5, -9.5)
    asked = set(cells_over(box))
    for latitude in (-11.5, -10.7, -9.5):
        for longitude in (24.5, 25.2, 26.5):
            fifth = h3.latlng_to_cell(latitude, longitude, 5)
            assert h3.cell_to_parent(fifth, 3) in asked


def test_the_window_of_a_cell_holds_the_cell():
    cell = h3.latlng_to_cell(-10.7, 25.5, 3)
    box = box_of(cell)
    assert all(
        box.south < latitude < box.north and box.west < longitude < box.east
        for latitude, longitude in h3.cell_to_boundary(cell)
    )


def test_a_drawing_has_one_hexagon_a_cell_with_its_class_and_does_not_depend_on_the_order():
    cells = [CellCount(h3.latlng_to_cell(-10.7, 25.5, 5), 30), CellCount(h3.latlng_to_cell(-10.2, 25.9, 5), 1)]
    drawing = draw(cells, Box(25, -11, 27, -9), 5)
    assert sorted((each.count, each.shade) for each in drawing.hexagons) == [(1, 1), (30, 5)]
    assert [len(each.points.split()) for each in drawing.hexagons] == [6, 6]
    assert draw(cells[::-1], Box(25, -11, 27, -9), 5) == drawing
    assert [town.label for town in drawing.towns] == ["Kolwezi", "Likasi", "Fungurume"]


def test_round_degrees():
    assert rounds(12.1, 31.4) == [15, 20, 25, 30]
    assert rounds(25.0, 26.0) == [25.25, 25.5, 25.75, 26.0]
