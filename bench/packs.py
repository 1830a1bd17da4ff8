"""Reads, checks, hashes and exports the starter pack."""

import time
from collections.abc import Callable
from pathlib import Path

from ladder.packfiles.document import content_hash
from ladder.packfiles.oscal.export import export_zip
from ladder.packfiles.reading import check_pack, read_pack
from ladder.packfiles.workbook import load_workbook, write_workbook

STARTER = Path(__file__).resolve().parents[1] / "src" / "ladder" / "packs" / "starter"
LIMIT_CHECK_S = 1.0


def clock(name: str, act: Callable[[], object], limit_s: float | None = None) -> None:
    """Best of three, beside the limit where there is one."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    beside = f"  limit {limit_s:.1f} s  ratio {min(took) / limit_s:.2f}" if limit_s else ""
    print(f"{name:<40} {min(took):6.3f} s{beside}")


def main() -> None:
    """Print the figures."""
    pack = read_pack(STARTER)
    book = write_workbook(pack)
    clock("check of the starter pack", lambda: check_pack(STARTER), LIMIT_CHECK_S)
    clock("content hash", lambda: content_hash(pack))
    clock("workbook written", lambda: write_workbook(pack))
    clock("workbook read and checked", lambda: load_workbook(book, "starter.xlsx"))
    clock("OSCAL documents, zipped", lambda: export_zip(pack))


if __name__ == "__main__":
    main()
