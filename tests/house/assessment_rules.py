"""Who gets in where with evidence, review, incidents and calendars: lists of `test_access`.

Roles on a site of one's own, and on a foreign one.
"""

from django.utils import timezone

from ladder.assessment.models import Appeal, Assessment, Determination, Evidence, Incident

ROLES = (
    "secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "monitor",
    "case_handler",
)  # fmt: skip
EVERYBODY, SIGNED_IN = frozenset(("", *ROLES)), frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
KEEPER = frozenset({"secretariat"})
OUTSIDE = KEEPER | {"assessor"}
REPORTERS = OUTSIDE | {"operator", "monitor", "regulator"}
OPERATOR = frozenset({"operator"})
APPEALED = OUTSIDE | {"committee", "operator"}
SITE, REVIEW = "assessment/sites/<uuid:public_id>/", "assessment/review/<uuid:public_id>/"
FINDING, EVIDENCE = "assessment/findings/<uuid:public_id>/", "assessment/evidence/<uuid:public_id>/"
APPEAL, INCIDENT = "assessment/appeals/<uuid:public_id>/", f"{SITE}incidents/<uuid:incident_id>/"

READ = {
    "assessment/feed.xml": (EVERYBODY, EVERYBODY),
    f"{SITE}feed.xml": (EVERYBODY, EVERYBODY),
    f"{SITE}follow/": (EVERYBODY, EVERYBODY),
    "assessment/letters/<str:signed>/confirm/": (NOBODY, NOBODY),  # nobody signed this
    "assessment/letters/<str:signed>/end/": (NOBODY, NOBODY),
    "assessment/incidents/": (OUTSIDE, OUTSIDE),
    "assessment/calendar/": (OUTSIDE, OUTSIDE),
    "assessment/calendar.<slug:kind>": (OUTSIDE, OUTSIDE),
    f"{SITE}calendar/": (SIGNED_IN, SIGNED_IN),
    f"{SITE}calendar.<slug:kind>": (SIGNED_IN, SIGNED_IN),
    f"{SITE}incidents/": (REPORTERS, KEEPER | {"regulator"}),
    INCIDENT: (OUTSIDE, KEEPER),
    f"{SITE}day-sheets/": (OUTSIDE | {"monitor"}, KEEPER),
    "assessment/review/": (OUTSIDE, OUTSIDE),
    REVIEW: (OUTSIDE, KEEPER),
    f"{REVIEW}second/": (OUTSIDE, KEEPER),
    f"{SITE}independence/": (OUTSIDE, KEEPER),
    f"{FINDING}statement/": (OPERATOR, NOBODY),
    f"{FINDING}appeal/": (OPERATOR, NOBODY),
    "assessment/appeals/": (APPEALED, APPEALED),
    APPEAL: (APPEALED, APPEALED),
    f"{SITE}evidence/": (SIGNED_IN, SIGNED_IN),
    EVIDENCE: (OUTSIDE, KEEPER),
    f"{EVIDENCE}picture.jpg": (NOBODY, NOBODY),  # the demonstration's evidence at these sites has no bytes
}
WRITTEN = {
    f"{SITE}follow/<uuid:follow_id>/end/": (NOBODY, NOBODY),  # nobody follows under this number
    f"{EVIDENCE}original/": (NOBODY, NOBODY),
    f"{EVIDENCE}mark/": (OUTSIDE, KEEPER),
}


def keep_evidence(site) -> None:
    """A paper at a site: the demonstration has evidence at another one only."""
    if not Evidence.objects.filter(site=site).exists():
        seen = {"observed_on": "2026-01-05", "received_at": timezone.now()}
        Evidence.objects.create(site=site, kind="document", title="A paper", **seen)


def known_in_assessment(route: str, site) -> dict:
    """What an address about one of the site's own records is filled with; the only appeal stands for both sites."""
    kinds = {REVIEW: Assessment, FINDING: Determination, EVIDENCE: Evidence}
    found = next((model for start, model in kinds.items() if route.startswith(start)), None)
    known = {"kind": "csv", "follow_id": site.public_id, "signed": "nobody"}
    if found is not None:
        known["public_id"] = found.objects.filter(site=site).order_by("pk")[0].public_id
    if route == APPEAL:
        known["public_id"] = Appeal.objects.all()[0].public_id
    if "incident_id" in route:
        known["incident_id"] = Incident.objects.filter(site=site)[0].public_id
    return known
