"""The demonstration's field work: forms and phones, day sheets and incidents, plans of improvement, grievances."""

import json
from collections.abc import Mapping
from datetime import date

from django.conf import settings

from ladder.accounts.models import User
from ladder.assessment.services.demonstration_monitoring import load_demonstration_monitoring
from ladder.assessment.services.demonstration_review import load_demonstration_review
from ladder.catalogue.models import FrameworkVersion
from ladder.field.services.demonstration import load_demonstration_forms
from ladder.field.services.demonstration_field import load_demonstration_visits
from ladder.grievances.services.demonstration import load_demonstration_grievances
from ladder.improvement.services.demonstration import load_demonstration_plans
from ladder.registry.services.demonstration import Demonstration


def load_field(
    *, demonstration: Demonstration, version: FrameworkVersion, people: Mapping[str, User], on: date
) -> None:
    """What happens at sites between and after visits; each step adds only what is not there."""
    sites = [demonstration.sites[code] for code in sorted(demonstration.sites)]
    load_demonstration_forms(version=version, people=people, passwords=read_passwords(), on=on)
    load_demonstration_visits(sites=sites, version=version, people=people, on=on)
    load_demonstration_monitoring(
        counted=sites[2],
        planned=sites[1],
        version=version,
        monitor=people["monitor"],
        assessor=people["assessor"],
        on=on,
    )
    load_demonstration_review(sites=sites, people=people, on=on)
    load_demonstration_plans(sites=demonstration.sites, version=version, people=people, on=on)
    load_demonstration_grievances(organisations=demonstration.organisations, sites=demonstration.sites, on=on)


def read_passwords() -> dict[str, str]:
    """Passwords of the demonstration's accounts by role, from the file beside the database."""
    path = settings.HOME / "demo-accounts.json"
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {row["role"]: row["password"] for row in rows}
