"""Documents tell the truth: every path they name exists, every method and decision is listed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ROOT / "src" / "ladder"
NAMED = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "docs/tutorial.md", "docs/README.md"]
FOUND = re.compile(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|md|toml|yaml))`|\]\(([\w./-]+)\)")
ELSEWHERE = ("var/", "your-", "answers.csv", "/")


@pytest.mark.parametrize("name", NAMED)
def test_every_path_a_document_names_exists(name):
    document = ROOT / name
    named = {one or other for one, other in FOUND.findall(document.read_text(encoding="utf-8"))}
    places = (ROOT, document.parent, ROOMS, ROOMS / "assessment", ROOMS / "accounts")
    lost = [path for path in named if not path.startswith(ELSEWHERE) and "<" not in path
            and not any((place / path).exists() for place in places)]  # fmt: skip
    assert lost == []


@pytest.mark.parametrize("document", sorted(ROOT.glob("docs/**/*.md")), ids=lambda path: path.stem)
def test_every_link_of_a_page_leads_somewhere(document):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


def test_every_method_page_is_listed():
    listed = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = [*(ROOT / "docs" / "methods").glob("*.md"), *(ROOT / "docs" / "adr").glob("*.md")]
    assert [page.name for page in pages if page.name not in listed] == []
