"""Work and budget go out to spreadsheets and come back: all rows or none, one fault a row, never run as a formula."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from ladder.audit.models import Entry
from ladder.governance.models import BudgetLine, WorkItem
from ladder.governance.queries.year_content import budget_content, workplan_content
from ladder.governance.services.year_imports import import_year
from ladder.governance.year_sheets import BUDGET, WORK, table_rows, write_csv, write_xlsx
from tests.governance.accounting import YEAR, line, work
from tests.governance.scene import organisation_of

pytestmark = pytest.mark.django_db
HEADING = "side,title_en,amount,currency,work_item,party"


def take(body, content: bytes | str, name: str = "budget.csv"):
    data = content.encode() if isinstance(content, str) else content
    return import_year(body=body, year=YEAR, name=name, content=data, actor=None)


def tables_of(body) -> dict:
    return {
        WORK: table_rows(WORK, workplan_content(body, YEAR)["items"]),
        BUDGET: table_rows(BUDGET, budget_content(body, YEAR)["lines"]),
    }


@pytest.fixture
def full(steering):
    """Words that a spreadsheet would run, in two languages; an item, its line, and a party."""
    party = organisation_of("House of boots")
    item = work(steering.body, '=HYPERLINK("x")', responsible=party, measures={"en": "+12 trained", "zh": "培训"})
    line(steering.body, "1250.50", item=item, party=party, titles={"en": "@boots", "sw": "Viatu\nvya usalama"})
    line(steering.body, "999999999999.99", kind="income", currency="CDF")
    return steering.body


def test_what_goes_out_comes_back_and_changes_nothing(full):
    before, acts = tables_of(full), Entry.objects.count()
    taken = take(full, write_xlsx(before), "year.xlsx")
    assert (taken.added, taken.changed, taken.same, taken.faults) == (0, 0, 3, [])
    for kind, rows in before.items():
        assert take(full, write_csv(kind, rows)).faults == []
    assert tables_of(full) == before
    assert Entry.objects.count() == acts


def test_no_cell_is_a_formula_and_amounts_are_numbers(full):
    book = load_workbook(io.BytesIO(write_xlsx(tables_of(full))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert 1250.5 in [cell.value for cell in cells]
    text = write_csv(WORK, tables_of(full)[WORK]).decode("utf-8-sig")
    assert "\"'=HYPERLINK" in text


def test_rows_without_an_id_are_added_once(steering):
    table = f"{HEADING}\ncost,Boots,1250.50,USD,,\nincome,Grant,9000,usd,,\n"
    assert (take(steering.body, table).added, BudgetLine.objects.count()) == (2, 2)
    again = take(steering.body, table)
    assert (again.added, again.same, BudgetLine.objects.count()) == (0, 2, 2)
    assert BudgetLine.objects.get(kind="income").currency == "USD"


def test_a_row_with_an_id_changes_that_line(steering):
    row = line(steering.body)
    taken = take(steering.body, f"id,{HEADING}\n{row.public_id},cost,Boots,7.25,USD,,\n")
    row.refresh_from_db()
    assert (taken.changed, row.amount, row.titles) == (1, Decimal("7.25"), {"en": "Boots"})


def test_semicolons_and_french_numbers_are_read(steering):
    table = "side;title_fr;amount;currency\ncost;Bottes;1 250,50;USD\n"
    assert take(steering.body, table).faults == []
    assert BudgetLine.objects.get().amount == Decimal("1250.50")


def test_lines_name_items_of_the_same_workbook(steering):
    book = Workbook()
    del book["Sheet"]
    lines, items = book.create_sheet("budget"), book.create_sheet("work")
    lines.append(["side", "title_en", "amount", "currency", "work_item"])
    lines.append(["cost", "Boots", 0.1 + 0.2, "USD", "Train"])
    items.append(["title_en", "from", "until"])
    items.append(["Train", date(2026, 3, 1), date(2026, 5, 31)])
    stream = io.BytesIO()
    book.save(stream)
    assert take(steering.body, stream.getvalue(), "a.xlsx").faults == []
    row = BudgetLine.objects.select_related("item").get()
    assert (row.amount, row.item.titles, row.item.ends_on) == (Decimal("0.30"), {"en": "Train"}, date(2026, 5, 31))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("cost,Boots,much,USD,,", "This is not an amount."),
        ('cost,Boots,"1,250",USD,,', "This can be read in two ways."),
        ("cost,Boots,-5,USD,,", "never negative"),
        ("gift,Boots,5,USD,,", "income or a cost"),
        ("cost,Boots,5,DOLLARS,,", "three capital letters"),
        ("cost,,5,USD,,", "title in at least one language"),
        ("cost,Boots,5,USD,Nowhere,", "There is no work item “Nowhere”"),
        ("cost,Boots,5,USD,,Nobody", "There is no organisation “Nobody”"),
        ("cost,Boots,5,USD,,,more", "cells where the heading row has"),
    ],
)
def test_one_fault_a_row_and_nothing_is_taken(steering, row, sentence):
    taken = take(steering.body, f"{HEADING}\ncost,Good,5,USD,,\n{row}\n")
    assert len(taken.faults) == 1
    assert sentence in taken.faults[0].sentence
    assert "3" in taken.faults[0].where
    assert not BudgetLine.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", "", "no heading row"),
        ("a.csv", "title_en,amount,currency\nBoots,5,USD\n", "column side is missing"),
        ("a.csv", "side,amount,currency\ncost,5,USD\n", "column title_en is missing"),
        ("a.csv", f"{HEADING},wishes\ncost,Boots,5,USD,,,\n", "column wishes is not known"),
        ("a.csv", f"{HEADING},side\ncost,Boots,5,USD,,,cost\n", "stands twice"),
        ("a.csv", b"\xff\xfe\x00", "not UTF-8"),
        ("a.xlsx", b"not a workbook", "not an XLSX workbook"),
        ("a.csv", "id,title_en,from,until\nx,A,2026-01-01,2026-01-02\n", "has the id “x”"),
        ("a.csv", "title_en,from,until\nA,soon,2026-01-02\n", "“soon” in the column from is no day"),
        ("a.csv", "title_en,from,until\nA,2026-03-02,2026-01-02\n", "cannot end before it begins"),
    ],
)
def test_files_at_fault_say_what_to_do(steering, name, content, sentence):
    taken = take(steering.body, content, name)
    assert [sentence in fault.sentence for fault in taken.faults] == [True]
    assert not WorkItem.objects.exists()


def test_the_page_takes_a_table_in_or_lists_its_faults(full, client_of):
    keeper, here = client_of("secretariat"), f"/governance/years/steering/{YEAR}/"
    bad = SimpleUploadedFile("b.csv", f"{HEADING}\ncost,Boots,x,USD,,\n".encode())
    answer = keeper.post(f"{here}tables/", {"file": bad})
    assert answer.status_code == 422
    assert "This is not an amount." in answer.content.decode()
    good = SimpleUploadedFile("b.xlsx", keeper.get(f"{here}tables.xlsx").content)
    assert keeper.post(f"{here}tables/", {"file": good}).status_code == 302
    assert keeper.get(f"{here}work.csv").content.startswith(b"\xef\xbb\xbfid,title_en")
    assert keeper.get(f"{here}diary.csv").status_code == 404
    assert keeper.post(f"{here}tables/", {}).status_code == 422
    for address in ("tables/", "tables.xlsx", "budget.csv"):
        assert client_of("committee").get(here + address).status_code == 404
