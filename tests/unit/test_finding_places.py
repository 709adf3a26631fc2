"""Postcodes as typed, distances, and the National Grid."""

import pytest

from localoffer.finding.osgb import latitude_and_longitude
from localoffer.finding.postcodes import is_district, miles_between, tidy_postcode


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("zz34ab", "ZZ3 4AB"), (" ZZ3  4ab ", "ZZ3 4AB"), ("zz3", "ZZ3"), ("ZZ12 3CD", "ZZ12 3CD"),
        ("Z1A 1AA", "Z1A 1AA"), ("", ""), ("zz3 4", ""), ("larkshire", ""), ("ZZ3 4ABC", ""), ("٣", ""),
    ],
)  # fmt: skip
def test_postcode_is_tidied_or_refused(typed, tidy):
    assert tidy_postcode(typed) == tidy


def test_district_is_half_a_postcode():
    assert is_district("ZZ3")
    assert not is_district("ZZ3 4AB")


def test_distance_of_one_degree_north_is_69_miles():
    # A sixtieth of a degree of latitude on the mean sphere is 1.1508 miles.
    assert miles_between(53, -1, 54, -1) == pytest.approx(69.093, abs=0.01)
    assert miles_between(53, -1, 53, -1) == 0


def test_grid_reference_of_the_ordnance_surveys_own_example():
    # "A guide to coordinate systems in Great Britain", annexe C: Caister water tower.
    latitude, longitude = latitude_and_longitude(651409.903, 313177.270)
    assert latitude == pytest.approx(52 + 39 / 60 + 28.72 / 3600, abs=0.00005)
    assert longitude == pytest.approx(1 + 42 / 60 + 57.79 / 3600, abs=0.00005)
