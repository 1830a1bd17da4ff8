"""What the registry says about words, kinds and troubles, each sentence once, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ladder.core.registry.ipis_columns import Trouble
from ladder.core.registry.outlines import OutlineFault
from ladder.webkit.faults import Fault

# Rules of values, places and days.
SENTENCES: dict[str, Promise] = {
    "kind_unknown": _("This kind of fact is not known here. Choose one from the list."),
    "not_yes_or_no": _("Answer yes or no."),
    "not_a_whole_number": _("Give a whole number."),
    "number_implausible": _("This number is larger than any site ever had, or below zero. Check it."),
    "word_not_listed": _("Choose words from the list only, each once."),
    "word_unknown": _("This word is not on the list: %(seen)s. Check the spelling."),
    "in_the_future": _("This day lies in the future. Give the day on which it was seen or decided."),
    "too_long_ago": _("This day is too long ago to be true. Check the year."),
    "ends_before_start": _("The end lies before the start. Correct one of the two days."),
    "replaces_other": _("A correction must name a statement on the same thing at the same site."),
    "bbox_unreadable": _("Give four numbers: west,south,east,north, each smaller before larger."),
    "half_a_position": _("Give both latitude and longitude, or neither."),
    "outside_country": _(
        "This position lies outside the Democratic Republic of the Congo. Check the signs and the order."
    ),
}

# Rules of outlines.
OUTLINES: dict[str, Promise] = {
    "not_a_polygon": _("Give one GeoJSON polygon: an object with type Polygon and coordinates."),
    "no_ring": _("The polygon has no ring. Give at least one list of corners."),
    "too_many_rings": _("The polygon has %(seen)s rings. Give at most 10."),
    "too_few_corners": _(
        "Ring %(ring)s has too few corners. A ring has at least four, the last one equal to the first."
    ),
    "too_many_corners": _("Ring %(ring)s has %(seen)s corners. Simplify it to at most 500."),
    "not_a_pair": _("Ring %(ring)s, corner %(corner)s: give longitude and latitude, two numbers and no more."),
    "not_a_number": _("Ring %(ring)s, corner %(corner)s: longitude and latitude must be numbers."),
    "outside_country": _("Ring %(ring)s, corner %(corner)s lies outside the country. Longitude comes first."),
    "not_closed": _("Ring %(ring)s is not closed. Repeat the first corner at the end."),
    "too_large": _("Ring %(ring)s spans more than half a degree. Give the outline of one site."),
    "crosses_itself": _("Ring %(ring)s crosses itself. Put its corners in order."),
}

# Faults that refuse a whole file, and findings on rows.
TROUBLES: dict[str, Promise] = {
    "is_empty": _("The file is empty. Choose the CSV file again."),
    "too_large": _("The file has %(seen)s bytes. Import at most 32 MB at a time."),
    "is_zip": _("This is a packed file or an XLSX workbook. Unpack it or save it as CSV in UTF-8."),
    "is_utf16": _("The text is UTF-16. Save it as CSV in UTF-8."),
    "is_pdf": _("This is a PDF. Choose the CSV file."),
    "is_old_excel": _("This is an Excel workbook. Save it as CSV in UTF-8."),
    "has_nul": _("The text holds a NUL character. Export it again."),
    "not_utf8": _("The text is not UTF-8 (byte %(seen)s). Save it as CSV in UTF-8."),
    "not_csv": _("This is not comma-separated text: %(seen)s. Export it again."),
    "not_this_table": _("This is not the IPIS table of mine visits: its first columns are %(seen)s."),
    "column_missing": _("This column is missing. Put it back."),
    "column_unknown": _("This column, number %(seen)s, is not known. Remove it, or check its name."),
    "column_twice": _("This column stands twice. Keep one."),
    "column_moved": _("This column left its place; it is now number %(seen)s. Put the columns back in order."),
    "no_rows": _("The file has a header and no rows."),
    "too_many_rows": _("The file has %(seen)s rows. Import at most 100,000 at a time."),
    "row_width": _("This row has another number of cells than the header (%(seen)s). Check quotes and commas."),
    "too_many_refused": _("%(seen)s rows cannot be used: the content of columns has probably been shifted."),
    "more_faults": _("And %(seen)s more faults."),
    "visit_number_unreadable": _("The number of the visit is not a whole number: %(seen)s."),
    "code_unreadable": _("The site code does not look like codmine00001: %(seen)s."),
    "cell_empty": _("This cell is empty, and a visit cannot be used without it."),
    "date_unreadable": _("This is not a day written year-month-day: %(seen)s."),
    "date_impossible": _("This day is in the future or before 1990: %(seen)s."),
    "number_used_twice": _("The visit number %(seen)s stands in an earlier row with other content."),
    "visit_twice": _("The same visit under two numbers (%(seen)s): taken once."),
    "service_renamed": _("SAESSCAM is now SAEMAPE: both names count as one service. As written: %(seen)s."),
    "province_renamed": _("Province before the reform of 2015 → province today (sites): %(seen)s."),
    "date_placeholder": _("15 May 2019 stands for an unknown day: the date is kept and marked as a placeholder."),
    "date_year_only": _("1 January probably means the year only (%(seen)s): the date is kept and marked."),
    "date_shared": _("One project gives this day for 60 visits or more (%(seen)s): kept and marked as a placeholder."),
    "visited_and_not_visited": _("Marked as visited, yet with a reason why not (%(seen)s): kept as told by others."),
    "answer_unreadable": _("This answer is neither 0 nor 1: %(seen)s. Left out."),
    "collector_unknown": _("This collector is not known: %(seen)s. Kept under IPIS."),
    "number_unreadable": _("This is not a plausible number of people: %(seen)s. Left out."),
    "headcount_zero": _("Zero workers: kept, and marked as doubtful."),
    "headcount_jump": _("The number of workers changed tenfold between two visits (%(seen)s): kept, and marked."),
    "mineral_twice": _("The same mineral stands twice (%(seen)s): counted once."),
    "minerals_mixed": _("Mixed minerals (%(seen)s): kept as each of them."),
    "mineral_not_known": _("The mineral is given as unknown: nothing is recorded."),
    "word_unknown": _("This word is not on the list (%(seen)s): left out."),
    "flag_contradicts_minerals": _("The gold mark (%(seen)s) contradicts the minerals: the minerals count."),
    "free_text_left_out": _("Free sentences about people's work are not taken over; only known kinds of work are."),
    "work_without_children": _("Work of children is described, but not that any were seen: both are kept."),
    "group_without_presence": _("An armed group is named, yet its presence denied: both are kept."),
    "position_unreadable": _("The position cannot be read: the site is kept without one."),
    "position_outside": _("The position lies outside the country: the site is kept without one."),
    "position_swapped": _("Latitude and longitude look swapped: the site is kept without a position, not corrected."),
    "place_differs": _("The same code is described differently (%(seen)s): the newest visit counts."),
    "position_differs": _("The same code has another position in the newest visit: the newest counts."),
    "two_visits_one_day": _("Two visits of one site on one day say different things (%(seen)s): both are kept."),
    "names_alike": _("These may be spellings of one place; they have different codes and are not merged: %(seen)s."),
    "visit_changed": _("Visit %(seen)s says something else than when it was taken before: added beside the old."),
    "older_layout_not_taken": _("Visit %(seen)s differs, but the older layout knows less: the stored visit stays."),
}

KIND_NAMES: dict[str, Promise] = {
    "headcount": _("Workers"),
    "women_count": _("Women at work"),
    "pits": _("Pits"),
    "deepest_pit": _("Deepest pit"),
    "minerals": _("Minerals"),
    "trade_routes": _("Where minerals go"),
    "access": _("Access"),
    "mechanisation": _("Mechanisation"),
    "traceability": _("Traceability scheme"),
    "qualification": _("Qualification by the authority"),
    "state_services": _("State services present"),
    "mercury": _("Mercury used"),
    "women": _("Women work here"),
    "women_work": _("Work of women"),
    "children_under_15": _("Children under 15 at work"),
    "children_work": _("Work of children"),
    "armed_presence": _("Armed presence"),
    "armed_interference": _("Armed interference"),
    "armed_groups": _("Armed groups"),
}

WORDS: dict[str, Promise | str] = {
    "amethyst": _("amethyst"),
    "arsenopyrite": _("arsenopyrite"),
    "bauxite": _("bauxite"),
    "cassiterite": _("cassiterite"),
    "coal": _("coal"),
    "cobalt": _("cobalt"),
    "coltan": _("coltan"),
    "copper": _("copper"),
    "diamond": _("diamond"),
    "digenite": _("digenite"),
    "galena": _("galena"),
    "gold": _("gold"),
    "iron": _("iron"),
    "lead": _("lead"),
    "manganese": _("manganese"),
    "monazite": _("monazite"),
    "niobium": _("niobium"),
    "pyrochlore": _("pyrochlore"),
    "quartz": _("quartz"),
    "sapphire": _("sapphire"),
    "silver": _("silver"),
    "titanium": _("titanium"),
    "tourmaline": _("tourmaline"),
    "wolframite": _("wolframite"),
    "zircon": _("zircon"),
    "low": _("low"),
    "medium": _("medium"),
    "high": _("high"),
    "green": _("green"),
    "yellow": _("yellow"),
    "red": _("red"),
    "blue": _("blue"),
    "not_classified": _("not classified"),
    "itsci": "iTSCi",
    "better_mining": "Better Mining",
    "itoa": "ITOA",
    "not_itsci": _("not iTSCi"),
    "other": _("other"),
    "none": _("none"),
    "unknown": _("not known"),
    "saemape": "SAEMAPE",
    "itsci_via_saemape": _("iTSCi through SAEMAPE"),
    "mines_division": _("Mines division"),
    "mines_police": _("Mines police"),
    "chieftaincy": _("Chieftaincy"),
    "anti_fraud": _("Anti-fraud service"),
    "less_than_2_hours": _("less than 2 hours on foot"),
    "more_than_2_hours": _("more than 2 hours on foot"),
    "car_or_motorcycle": _("by car or motorcycle"),
    "dry": _("dry season"),
    "wet": _("wet season"),
    "digging": _("digging"),
    "digging_underground": _("digging underground"),
    "washing": _("washing"),
    "treating_waste": _("treating waste"),
    "carrying": _("carrying"),
    "crushing": _("crushing"),
    "using_mercury": _("using mercury"),
    "selling": _("selling"),
    "cooking": _("cooking"),
    "shop": _("keeping a shop"),
    "people": _("people"),
    "m": "m",
    "local_group": _("local armed group"),
    "foreign_group": _("foreign armed group"),
    "army_interfering": _("army, interfering"),
    "army_not_interfering": _("army, no interference seen"),
    "army_no_data": _("army, interference not known"),
    "mines_police_interfering": _("mines police, interfering"),
    "mines_police_not_interfering": _("mines police, no interference seen"),
    "police_interfering": _("police, interfering"),
    "police_not_interfering": _("police, no interference seen"),
    "minerals": _("minerals"),
    "selling_points": _("sold at"),
    "destinations": _("sent to"),
    "name": _("name"),
    "type": _("kind"),
    "frequency": _("how often"),
    "acts": _("what they do"),
    "taxation": _("taxing diggers"),
    "commerce_taxation": _("taxing trade"),
    "entrance_taxation": _("taxing entry"),
    "monopoly": _("buying monopoly"),
    "buying_minerals": _("buying minerals"),
    "forced_labour": _("forced labour"),
    "pillaging": _("pillaging"),
    "pit_ownership": _("owning pits"),
    "yes": _("yes"),
    "no": _("no"),
}


def sentence_of(rule: str) -> str:
    """The sentence of a rule on a value, a place or a day."""
    return str(SENTENCES[rule])


def sentence_of_outline(fault: OutlineFault) -> str:
    """The sentence of a fault in an outline."""
    return str(OUTLINES[fault.rule]) % {"ring": fault.ring, "corner": fault.corner, "seen": fault.seen}


def sentence_of_trouble(rule: str, seen: str) -> str:
    """The sentence of something wrong with a file or a row."""
    return str(TROUBLES[rule]) % {"seen": seen}


def place_of(row: int | None, column: str) -> str:
    """Where in a file: its row (the header is row 1) and its column."""
    if row is None:
        return column
    if not column:
        return str(_("Row %(row)s")) % {"row": row}
    return str(_("Row %(row)s, column %(column)s")) % {"row": row, "column": column}


def faults_of(troubles: tuple[Trouble, ...]) -> list[Fault]:
    """Troubles of a file as faults that a page or a command shows."""
    return [Fault(place_of(one.row, one.column), sentence_of_trouble(one.rule, one.seen)) for one in troubles]


def order_of_kind(kind: str) -> int:
    """Where a kind of fact stands on a page."""
    return list(KIND_NAMES).index(kind) if kind in KIND_NAMES else len(KIND_NAMES)


def word_of(key: str) -> str:
    """A word of the closed lists in the reader's language; a word that is on no list stays as it was written."""
    return str(WORDS.get(key, key))


def name_of_kind(kind: str) -> str:
    """What a kind of fact is called."""
    return str(KIND_NAMES.get(kind, kind))
