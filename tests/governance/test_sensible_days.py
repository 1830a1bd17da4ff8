"""Days at the ends of the calendar are refused with a sentence; nothing is reckoned with them."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ladder.governance.services.holding import TenurePlan
from ladder.governance.services.seats import hand_over, resign
from ladder.webkit.sensible_days import is_sensible
from tests.governance.scene import organisation_of

pytestmark = pytest.mark.django_db


def test_from_the_year_2000_to_ten_years_ahead():
    today = date(2026, 3, 5)
    found = {day: is_sensible(day, today) for day in (date.min, date(2000, 1, 1), date(2036, 3, 5), date(2036, 3, 7))}
    assert found == {date.min: False, date(2000, 1, 1): True, date(2036, 3, 5): True, date(2036, 3, 7): False}


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_seat_changes_hands_on_no_day_at_the_end_of_the_calendar(steering, day):
    tenure = steering.tenures["companies-1"]
    plan = replace(TenurePlan(organisation_of("next"), date(2026, 5, 1)), starts_on=day)
    with pytest.raises(ValidationError, match="to ten years ahead"):
        hand_over(actor=None, tenure=tenure, plan=plan)
    with pytest.raises(ValidationError, match="to ten years ahead"):
        resign(actor=None, tenure=tenure, ends_on=day)
    tenure.refresh_from_db()
    assert (tenure.ends_on, tenure.seat.tenures.count()) == (None, 1)
