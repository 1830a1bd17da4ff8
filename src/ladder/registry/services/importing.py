"""Takes a table of IPIS visits in: all of it in one transaction, or nothing; a second time changes nothing."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.core.registry.ipis import Table, read_table
from ladder.core.registry.ipis_columns import Trouble
from ladder.core.registry.ipis_facts import FactRow
from ladder.core.registry.ipis_rows import PlaceRow, VisitRow, digest_of
from ladder.core.registry.names import fold_name
from ladder.core.registry.places import find_cells
from ladder.registry.models import Fact, ImportFinding, ImportRun, Site, SiteMineral, Source, Visit
from ladder.registry.services.fact_rows import NewFact, insert_facts

DATA_SET = "ipis"
CHUNK = 2_000
PLACE_FIELDS = (
    "name",
    "name_folded",
    "province",
    "territoire",
    "collectivite",
    "groupement",
    "village",
    "latitude",
    "longitude",
    "location_origin",
    "location_note",
    "cell_3",
    "cell_4",
    "cell_5",
    "cell_6",
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `run` is None where nothing was written: a refused file, or nothing new in it."""

    table: Table
    sha256: str
    run: ImportRun | None
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        """Whether the file as a whole was refused."""
        return bool(self.table.faults)


def import_visits(*, content: bytes, file_name: str, actor: User | None, today: date | None = None) -> ImportReport:
    """Read a file and store what is new. One at fault is refused: the report has its faults."""
    table = read_table(content, today or timezone.localdate())
    sha256 = hashlib.sha256(content).hexdigest()
    if table.faults:
        return ImportReport(table, sha256, None)
    return Importer(table, sha256, file_name[:200], actor).store()


class Importer:
    """One import under way."""

    def __init__(self, table: Table, sha256: str, file_name: str, actor: User | None) -> None:
        self.table, self.sha256, self.file_name, self.actor = table, sha256, file_name, actor
        self.now: datetime = timezone.now()
        self.counts = {
            "rows": table.rows,
            "visits_new": 0,
            "visits_known": 0,
            "visits_changed": 0,
            "sites_new": 0,
            "sites_changed": 0,
            "facts_new": 0,
            "merged": len(table.merged),
            "doubted": len(table.doubts),
            "refused": len(table.refused),
        }
        self.extra: list[Trouble] = []

    @transaction.atomic
    def store(self) -> ImportReport:
        """Write everything that is new."""
        self.sources = {source.key: source for source in Source.objects.filter(key__startswith=DATA_SET)}
        new, changed = self.sort_visits()
        if not new and not changed:
            return ImportReport(self.table, self.sha256, None, self.counts)
        run = ImportRun.objects.create(
            source=self.sources[DATA_SET],
            file_name=self.file_name,
            sha256=self.sha256,
            layout=self.table.layout,
            counts={},
            imported_at=self.now,
            imported_by=self.actor,
        )
        self.store_sites([*new, *(visit for visit, _ in changed)])
        self.store_minerals([*new, *(visit for visit, _ in changed)])
        self.store_visits(new, run)
        self.store_changes(changed)
        self.store_findings(run)
        run.counts = self.counts
        run.save(update_fields=["counts"])
        record(
            actor=self.actor, action="registry.visits_imported", target=f"import:{run.public_id}", detail=self.counts
        )
        return ImportReport(self.table, self.sha256, run, self.counts)

    def sort_visits(self) -> tuple[list[VisitRow], list[tuple[VisitRow, Visit]]]:
        """Visits that are new, and visits whose content changed since they were taken (with their row).

        An older layout knows less, so it never changes what is there.
        """
        known = {visit.external_id: visit for visit in Visit.objects.filter(source=self.sources[DATA_SET])}
        new = [visit for visit in self.table.visits if visit.visit_id not in known]
        differing = [
            (visit, known[visit.visit_id])
            for visit in self.table.visits
            if visit.visit_id in known and known[visit.visit_id].digest != digest_of(visit)
        ]
        changed = differing if self.table.layout == "current" else []
        rule = "visit_changed" if changed else "older_layout_not_taken"
        self.extra = [Trouble(rule, visit.row, "vid", visit.visit_id) for visit, _ in differing]
        self.counts |= {
            "visits_new": len(new),
            "visits_changed": len(changed),
            "visits_known": len(self.table.visits) - len(new) - len(changed),
        }
        return new, changed

    def store_sites(self, visits: list[VisitRow]) -> None:
        """Add sites not yet known, and correct those whose newest visit describes the place otherwise."""
        newest: dict[str, VisitRow] = {}
        for visit in sorted(visits, key=lambda each: (each.visited_on, each.row)):
            newest[visit.place.code] = visit
        self.sites = {str(site.code): site for site in Site.objects.filter(code__isnull=False)}
        stored = Visit.objects.filter(source=self.sources[DATA_SET]).values_list("site__code")
        latest = dict(stored.annotate(Max("visited_on")))
        fresh, moved = [], []
        for code, visit in sorted(newest.items()):
            described = describe(visit.place)
            if code not in self.sites:
                self.sites[code] = Site(code=code, source=self.sources[DATA_SET], created_at=self.now, **described)
                fresh.append(self.sites[code])
            elif visit.visited_on >= latest.get(code, visit.visited_on) and self.is_moved(self.sites[code], described):
                moved.append(self.sites[code])
        Site.objects.bulk_create(fresh, batch_size=CHUNK)
        Site.objects.bulk_update(moved, PLACE_FIELDS, batch_size=200)
        self.counts |= {"sites_new": len(fresh), "sites_changed": len(moved)}

    def is_moved(self, site: Site, described: dict[str, object]) -> bool:
        """Whether the place is described otherwise than stored; sets the new description on the site."""
        differs = site.source_id == self.sources[DATA_SET].pk and any(
            getattr(site, name) != value for name, value in described.items()
        )
        if differs:
            for name, value in described.items():
                setattr(site, name, value)
        return differs

    def store_minerals(self, visits: list[VisitRow]) -> None:
        """Note every mineral that any visit names, for finding sites by mineral."""
        pairs = {
            (visit.place.code, mineral)
            for visit in visits
            for fact in visit.facts
            if fact.kind == "minerals"
            for mineral in (fact.value if isinstance(fact.value, list) else [])
        }
        rows = [SiteMineral(site=self.sites[code], mineral=mineral) for code, mineral in sorted(pairs)]
        SiteMineral.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)

    def store_visits(self, visits: list[VisitRow], run: ImportRun) -> None:
        """Add visits with their facts."""
        rows = [self.visit_row(visit, run) for visit in visits]
        Visit.objects.bulk_create(rows, batch_size=CHUNK)
        self.counts["facts_new"] += insert_facts(
            (self.new_fact(visit, row, fact) for visit, row in zip(visits, rows, strict=True) for fact in visit.facts),
            recorded_at=self.now,
        )

    def visit_row(self, visit: VisitRow, run: ImportRun) -> Visit:
        """A visit as a row."""
        return Visit(
            site=self.sites[visit.place.code],
            source=self.sources[DATA_SET],
            external_id=visit.visit_id,
            visited_on=visit.visited_on,
            precision=self.precision_of(visit),
            is_on_site=visit.is_on_site,
            reason_not_visited=visit.reason_not_visited[:200],
            collected_by=visit.collector[:80],
            project=visit.project[:80],
            digest=digest_of(visit),
            run=run,
        )

    def precision_of(self, visit: VisitRow) -> str:
        """How far the date of a visit can be believed, seen together with all others."""
        return Visit.Precision.PLACEHOLDER if visit.visit_id in self.table.blurred else visit.precision

    def new_fact(self, visit: VisitRow, row: Visit, fact: FactRow, replaces: Fact | None = None) -> NewFact:
        """A fact of a visit, ready to be written."""
        return NewFact(
            site_id=row.site_id,
            visit_id=row.pk,
            kind=fact.kind,
            value=fact.value,
            unit=fact.unit,
            observed_on=visit.visited_on,
            method=fact.method,
            source_id=self.sources[visit.source_key].pk,
            is_sensitive=fact.is_sensitive,
            is_doubted=(visit.visit_id, fact.kind) in self.table.doubted,
            replaces_id=replaces.pk if replaces else None,
        )

    def store_changes(self, changed: list[tuple[VisitRow, Visit]]) -> None:
        """Facts of a corrected visit are added beside the old ones and name what they replace."""
        keys = [row.pk for _, row in changed]
        held: dict[tuple[int | None, str], Fact] = {
            (fact.visit_id, fact.kind): fact for fact in Fact.objects.filter(visit__in=keys).order_by("id")
        }
        for visit, row in changed:
            facts = [
                self.new_fact(visit, row, fact, held.get((row.pk, fact.kind)))
                for fact in visit.facts
                if (row.pk, fact.kind) not in held or held[row.pk, fact.kind].value != fact.value
            ]
            self.counts["facts_new"] += insert_facts(facts, recorded_at=self.now)
            row.digest, row.visited_on, row.precision = digest_of(visit), visit.visited_on, self.precision_of(visit)
            row.is_on_site, row.collected_by, row.project = visit.is_on_site, visit.collector[:80], visit.project[:80]
            row.save()

    def store_findings(self, run: ImportRun) -> None:
        """Keep the report."""
        kept = (
            ("merged", self.table.merged),
            ("doubted", (*self.table.doubts, *self.extra)),
            ("refused", self.table.refused),
        )
        ImportFinding.objects.bulk_create(
            [
                ImportFinding(
                    run=run,
                    outcome=outcome,
                    rule=found.rule,
                    row=found.row,
                    column=found.column[:60],
                    seen=found.seen[:200],
                )
                for outcome, troubles in kept
                for found in troubles
            ],
            batch_size=CHUNK,
        )


def describe(place: PlaceRow) -> dict[str, object]:
    """The fields of a site that a place row sets."""
    third, fourth, fifth, sixth = find_cells(place.latitude, place.longitude)
    return {
        "name": place.name[:200],
        "name_folded": fold_name(place.name)[:200],
        "province": place.province[:60],
        "territoire": place.territoire[:80],
        "collectivite": place.collectivite[:80],
        "groupement": place.groupement[:80],
        "village": place.village[:120],
        "latitude": place.latitude,
        "longitude": place.longitude,
        "location_origin": place.origin,
        "location_note": place.origin_note[:120],
        "cell_3": third,
        "cell_4": fourth,
        "cell_5": fifth,
        "cell_6": sixth,
    }
