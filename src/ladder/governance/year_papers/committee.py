"""The sections of an annual report on the body itself: decisions with dissent, who sat there, who came."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ladder.consultation.wording import say
from ladder.governance.models import Attendance, Closing, Position, Seat
from ladder.governance.services.effects import name_of_kind
from ladder.governance.year_papers.saying import NOTHING_SAID, Entry, day, plain, table, text_cell
from ladder.synthesis.report.tree import Block, Cell, Section

Blocks = Callable[[Entry, str, str], tuple[Block, ...]]
THERE = (Attendance.Who.HOLDER, Attendance.Who.ALTERNATE)


def decisions(content: Mapping[str, Any], language: str) -> Section:
    """What each body decided."""
    return by_body("3", _("Decisions"), "decisions", content, language, decision_blocks)


def by_body(number: str, title: str, anchor: str, content: Mapping[str, Any], language: str, blocks: Blocks) -> Section:
    """One section with a part for each body; without parts where the report is on one body alone."""
    bodies = content["bodies"]
    if len(bodies) == 1:
        return Section(number, title, anchor, blocks(bodies[0], anchor, language))
    parts = [
        Section(f"{number}.{place}", say(body["names"], language), f"{anchor}-{place}",
                blocks(body, f"{anchor}-{place}", language))
        for place, body in enumerate(bodies, 1)
    ]  # fmt: skip
    return Section(number, title, anchor, (), tuple(parts))


def decision_blocks(body: Entry, anchor: str, language: str) -> tuple[Block, ...]:
    """Every decision of a body with its outcome, then every dissent in full."""
    rows = body["decisions"]
    if not rows:
        return (plain(_("Nothing was decided in this year.")),)
    dissents = [(row, one) for row in rows for one in row["dissents"]]
    told = dissents_table(dissents, anchor, language) if dissents else plain(_("Nobody dissented."))
    return decisions_table(rows, anchor, language), told


def decisions_table(rows: list[Entry], anchor: str, language: str) -> Block:
    """The table of decisions."""
    outcomes = dict(Closing.Outcome.choices)
    cells = [
        (
            Cell(f"{row['number']} · {say(row['titles'], language)}"),
            Cell(day(row["decided_on"])),
            Cell(outcome_words(row, str(outcomes[row["outcome"]]), language)),
            Cell(effect_words(row["effects"])),
        )
        for row in rows
    ]
    head = (_("Decision"), _("Decided on"), _("Outcome"), _("What it does"))
    return table(_("Decisions of the year"), head, cells, f"{anchor}-table")


def outcome_words(row: Entry, outcome: str, language: str) -> str:
    """The outcome, and what was chosen."""
    return f"{outcome} · {say(row['option'], language)}" if row["option"] else outcome


def effect_words(effects: list[Entry]) -> str:
    """The kinds of effects by name, or that there are none."""
    return pgettext("between effects", "; ").join(name_of_kind(one["kind"]) for one in effects) or NOTHING_SAID


def dissents_table(dissents: list[tuple[Entry, Entry]], anchor: str, language: str) -> Block:
    """Who did not go along, and why in their own words; the words alone where seats are shielded."""
    if any(one["organisation"] is None for _row, one in dissents):
        told = [(Cell(row["number"]), text_cell(one["texts"], language)) for row, one in dissents]
        return table(_("Dissent"), (_("Decision"), _("In their words")), told, f"{anchor}-dissent")
    stances = dict(Position.Stance.choices)
    cells = [
        (
            Cell(f"{row['number']} · {one['organisation']['name']}"),
            text_cell(one["seat"], language),
            Cell(str(stances[one["stance"]])),
            text_cell(one["texts"], language),
        )
        for row, one in dissents
    ]
    head = (_("Decision and organisation"), _("Seat"), _("Position"), _("In their words"))
    return table(_("Dissent"), head, cells, f"{anchor}-dissent")


def people(content: Mapping[str, Any], language: str) -> Section:
    """Who sat in each body."""
    return by_body("4", _("Who sat there"), "people", content, language, people_blocks)


def people_blocks(body: Entry, anchor: str, language: str) -> tuple[Block, ...]:
    """Every seat with who held it, and how often it was taken."""
    seats, meetings = body["composition"], body["meetings"]
    if not seats:
        return (plain(_("This body had no seats in this year.")),)
    held = ngettext("%(number)s meeting was held.", "%(number)s meetings were held.", len(meetings))
    words = held % {"number": len(meetings)} if meetings else _("No meeting was held.")
    told = (meetings_table(meetings, anchor, language),) if meetings else ()
    return plain(words), seats_table(seats, meetings, anchor, language), *told


def seats_table(seats: list[Entry], meetings: list[Entry], anchor: str, language: str) -> Block:
    """The table of seats; without who came where seats are shielded."""
    is_by_seat = all(one["seats"] is not None for one in meetings)
    kinds = dict(Seat.Kind.choices)
    cells = [
        (
            text_cell(seat["names"], language),
            text_cell(seat["chamber"], language) if seat["chamber"] else Cell(str(kinds[seat["kind"]])),
            Cell("; ".join(map(holder_words, seat["held"])) or _("vacant")),
            *((Cell(presence_words(seat["seat"], meetings)),) if is_by_seat else ()),
        )
        for seat in seats
    ]
    attended = (_("Meetings attended"),) if is_by_seat else ()
    head = (_("Seat"), _("Chamber"), _("Held by"), *attended)
    return table(_("Seats"), head, cells, f"{anchor}-seats")


def holder_words(one: Entry) -> str:
    """The organisation, the person's name where they agreed, and the days."""
    who = " · ".join(part for part in (one["organisation"]["name"], one["name"]) if part)
    until = _("from %(first)s") if one["ends_on"] is None else _("%(first)s to %(last)s")
    when = until % {"first": day(one["starts_on"]), "last": day(one["ends_on"])}
    return f"{who} ({when})" if not one["is_interim"] else f"{who} ({when}, {_('in the interim')})"


def presence_words(seat: str, meetings: list[Entry]) -> str:
    """In how many of the meetings with a record of this seat it was taken."""
    recorded = [one["seats"][seat] for one in meetings if seat in one["seats"]]
    if not recorded:
        return _("no record")
    there = sum(who in THERE for who in recorded)
    return _("%(there)s of %(recorded)s") % {"there": there, "recorded": len(recorded)}


def meetings_table(meetings: list[Entry], anchor: str, language: str) -> Block:
    """The table of meetings."""
    cells = [
        (
            text_cell(one["titles"], language),
            Cell(day(one["held_on"])),
            Cell(
                _("%(present)s of %(recorded)s") % {"present": one["present"], "recorded": one["recorded"]}
                if one["recorded"]
                else _("no record")
            ),
        )
        for one in meetings
    ]
    return table(_("Meetings"), (_("Meeting"), _("Held on"), _("Seats taken")), cells, f"{anchor}-meetings")
