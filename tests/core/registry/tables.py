"""Small IPIS-shaped tables for tests; every value invented."""

import csv
import io
from collections.abc import Mapping, Sequence

from ladder.core.registry.ipis_columns import CURRENT_COLUMNS, OLDER_MARK, THIRD_GROUP

OLDER_COLUMNS = (*(name for name in CURRENT_COLUMNS if name not in THIRD_GROUP and name != "traceability"), OLDER_MARK)
USUAL = {
    "FID": "x.1",
    "vid": "1",
    "cid": "1",
    "id": "1",
    "source": "IPIS",
    "project": "IPIS - test",
    "pcode": "codmine00001",
    "name": "Kisima",
    "visit_date": "2020-06-03",
    "visit_onsite": "1",
    "longitude": "25.467891",
    "latitude": "-10.712345",
    "location_origin": "GPS",
    "province": "Lualaba",
    "province_old": "Katanga",
    "territoire": "Mutshatsha",
    "workers_numb": "120",
    "is_gold_mine": "0",
    "mineral1": "Cuivre",
    "mineral2": "Cobalt",
}


def row(**changed: str) -> dict[str, str]:
    """A row that is taken without a doubt, with some cells changed."""
    return {**USUAL, **changed}


def table(rows: Sequence[Mapping[str, str]], columns: Sequence[str] = CURRENT_COLUMNS) -> bytes:
    """Rows as the bytes of a CSV file."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
