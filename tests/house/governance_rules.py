"""Who gets in where in the governance room, on the objects of the demonstration: lists of `test_access`."""

import re

from ladder.core.consultation.seal import short_code
from ladder.governance.models import BudgetLine, Decision, Meeting, NextVersion, Proposal, WorkItem, YearDocument

ROLES = (
    "secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "monitor",
    "case_handler",
)  # fmt: skip
EVERYBODY = frozenset(("", *ROLES))
KEEPER = frozenset({"secretariat"})
DESK = KEEPER | {"committee"}
SPEAKERS = KEEPER | {"regulator", "buyer", "committee"}  # seats of the steering committee that take positions
FOLLOWERS = SPEAKERS | {"investor"}  # and its observer
SEATED = FOLLOWERS | {"operator"}  # and those who sit elsewhere
NOBODY: frozenset[str] = frozenset()
PROPOSAL, DECISION = "governance/proposals/<uuid:public_id>/", "governance/decisions/<uuid:public_id>/"
CHALLENGE = f"{DECISION}challenges/<uuid:challenge_id>/"
MEETING, NEXT = "governance/meetings/<uuid:public_id>/", "governance/next/<uuid:public_id>/"
ROUND, ISSUE = "governance/desk/<slug:address>/", "governance/desk/<slug:address>/<int:number>/"
YEAR, DOCUMENT = "governance/years/<slug:address>/<int:year>/", "governance/years/documents/<uuid:public_id>/"
API = "api/v1/governance/"

PUBLIC = (
    "governance/decisions/", DECISION, f"{DECISION}record.json", "governance/meetings/", MEETING, "governance/years/", YEAR,
    "governance/record/", "governance/record/decisions/", "governance/record/popolo.json",
    "governance/record/<slug:name>.csv", "governance/record/bodies/<slug:address>/", f"{API}bodies",
    f"{API}bodies/<address>", f"{API}meetings", f"{API}decisions", f"{API}decisions/<uuidstr:public_id>", f"{API}record",
)  # fmt: skip
BEFORE_A_DECISION = (
    PROPOSAL, DOCUMENT, f"{DOCUMENT}verify/", "governance/years/documents/<uuid:public_id>.json",
    "governance/years/documents/<uuid:public_id>.<str:language>.pdf",
)  # fmt: skip
AT_THE_DESK = (
    "governance/desk/", ROUND, f"{ROUND}form.<slug:kind>", f"{ROUND}import/", ISSUE, f"{ISSUE}send-up/", "governance/next/",
    "governance/next/new/", "governance/next/propose/<str:address>/", NEXT, f"{NEXT}terms/", f"{NEXT}propose/",
    f"{NEXT}migration/", f"{NEXT}redline/", f"{NEXT}redline/redline.<str:language>.docx", f"{NEXT}translations/",
    f"{NEXT}translations/<slug:language>/<str:key>/", f"{NEXT}changes/new/", f"{NEXT}changes/<slug:key>/",
)  # fmt: skip
KEPT = (
    f"{MEETING}change/", f"{MEETING}keep/", f"{PROPOSAL}edit/", f"{PROPOSAL}amend/",
    f"{YEAR}tables/", f"{YEAR}tables.xlsx", f"{YEAR}<slug:kind>.csv", f"{YEAR}items/new/",
    f"{YEAR}items/<uuid:public_id>/", f"{YEAR}budget/new/", f"{YEAR}budget/<uuid:public_id>/",
)  # fmt: skip
READ = {
    **dict.fromkeys(PUBLIC, EVERYBODY),
    **dict.fromkeys(BEFORE_A_DECISION, FOLLOWERS),
    **dict.fromkeys(AT_THE_DESK, DESK),
    **dict.fromkeys(KEPT, KEEPER),
    "governance/proposals/": SEATED,
    "governance/proposals/new/": NOBODY,  # the address names a body, without one it is not there
    "governance/meetings/new/": NOBODY,
    f"{ROUND}steering/": DESK,  # of those who sit there, whoever reads comments
}
WRITTEN = {
    **dict.fromkeys((f"{PROPOSAL}{step}/" for step in ("position", "note")), FOLLOWERS),
    **dict.fromkeys((f"{PROPOSAL}{step}" for step in ("close/", "answer/<uuid:position_id>/")), SPEAKERS),
    **dict.fromkeys((f"{PROPOSAL}{step}/" for step in ("open", "withdraw", "minutes")), KEEPER),
    f"{DECISION}take/": SPEAKERS,
    f"{DECISION}object/": SPEAKERS - KEEPER,
    f"{DECISION}appeal/": SPEAKERS - KEEPER,
    f"{CHALLENGE}take-back/": NOBODY,  # nobody filed one of this number
    f"{CHALLENGE}hear/": NOBODY,
    f"{MEETING}cancel/": KEEPER,
    **dict.fromkeys((f"{ROUND}{step}/" for step in ("bundle", "answer", "merge", "assign")), DESK),
    **dict.fromkeys(
        (f"{ISSUE}{step}/"
         for step in ("resolve", "take-back", "merge", "split", "move", "undo", "name", "assign")),
        DESK,
    ),
    **dict.fromkeys((f"{NEXT}{step}/" for step in ("build", "aside", "changes/begin")), DESK),
    f"{NEXT}changes/<slug:key>/remove/": DESK,
    **dict.fromkeys((f"{DOCUMENT}{step}/" for step in ("propose", "set-aside")), KEEPER),
    **dict.fromkeys((f"{YEAR}items/<uuid:public_id>/{step}/" for step in ("progress", "remove")), KEEPER),
    **dict.fromkeys((f"{YEAR}budget/<uuid:public_id>/{step}/" for step in ("book", "remove")), KEEPER),
    f"{YEAR}bookings/<uuid:public_id>/take-back/": KEEPER,
    f"{YEAR}submit/": KEEPER,
}  # fmt: skip


def objects_of_governance() -> dict:
    """An open proposal, a decision that can be objected to, a meeting, a version in the making, a year's rows."""
    document = YearDocument.objects.filter(state="submitted")[0]
    line = BudgetLine.objects.filter(year=document.year, bookings__isnull=False)[0]
    return {
        "proposals": Proposal.objects.get(state="open"),
        "decisions": Decision.objects.get(objections_until__gt=document.made_at.date()),
        "meetings": Meeting.objects.filter(body__address="demo-steering")[0],
        "next": NextVersion.objects.get(),
        "documents": document,
        "items": WorkItem.objects.filter(year=document.year)[0],
        "budget": line,
        "bookings": line.bookings.all()[0],
    }


def known_in_governance(route: str, place: dict) -> dict:
    """What stands in the addresses of a route: the address of a body or a round, keys, and the object."""
    known = {
        "address": "demo-closed", "number": 2, "kind": "json", "key": "cash-book", "language": "fr",
        "code": short_code("0" * 64), "seat": place["seat"].public_id, "challenge_id": place["proposals"].public_id,
        "position_id": place["proposals"].public_id,
    }  # fmt: skip
    part = re.search(r"(\w+)/<uuid:public_id>|(\w+)/<uuidstr:public_id>", route)
    subject = place.get(part.group(1) or part.group(2)) if part else None
    if subject is not None:
        known["public_id"] = subject.public_id
    if "/years/" in route:
        known |= {"address": "demo-secretariat", "year": place["documents"].year, "kind": "work"}
    if "bodies/" in route:
        known |= {"address": "demo-steering", "kind": "deciding"}
    if "form.<" in route:
        known["kind"] = "docx"
    if "/propose/<" in route:
        known["address"] = "0.2.0"
    if "translations/" in route:
        known["key"] = "P1-L2-06"
    if ".csv" in route and "record" in route:
        known["name"] = "seats"
    return known
