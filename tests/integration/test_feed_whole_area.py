"""The whole demo area read out of our feed and brought into an empty site: nothing is lost or changed."""

import pytest

from .feed_copy import bring_in, differences, empty_the_directory, saved, whole_feed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def test_whole_demo_area_comes_out_as_it_went_in(client):
    before = whole_feed(client)
    assert all(row["organization"] for row in before["services"].values())
    empty_the_directory()
    done = bring_in(saved(before))
    assert done.new == len(before["services"]) > 400
    assert "warnings" not in done.report
    assert differences(before, whole_feed(client)) == []
