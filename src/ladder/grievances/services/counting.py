"""Tells the log of acts how many grievances came on a day, once that day is over: the number, and nothing else."""

from datetime import date

from django.db import transaction
from django.db.models import Count

from ladder.grievances.models import DayCount, Grievance
from ladder.grievances.services.log import record_on


@transaction.atomic
def count_days(*, on: date) -> int:
    """Count every day before this one that is not counted yet; how many days. May run as often as one likes."""
    known = DayCount.objects.values("day")
    rows = Grievance.objects.filter(received_on__lt=on, is_demonstration=False).exclude(received_on__in=known)
    found = list(rows.values_list("received_on").annotate(number=Count("pk")).order_by("received_on"))
    for day, number in found:
        DayCount.objects.create(day=day, number=number)
        record_on(day, actor=None, action="grievances.day_counted", target=f"day:{day}", detail={"number": number})
    return len(found)
