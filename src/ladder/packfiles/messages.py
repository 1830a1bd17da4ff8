"""The sentences of faults, by code. Other languages translate the sentence and fill in the same named values."""

MESSAGES = {
    # files
    "file.missing": "The file %(name)s is missing: add it.",
    "folder.missing": "There is no folder %(name)s: name the folder of a pack.",
    "file.too_large": (
        "The file is larger than %(limit)s bytes: a pack's file is far smaller; split it or remove what is not content."
    ),
    "file.not_utf8": "The file is not UTF-8 here: save it again with the encoding UTF-8.",
    "file.control_character": "A control character (code %(character)s) stands here: remove it.",
    "file.escapes": "%(name)s leads out of the folder: use files inside the folder only.",
    "file.unreadable": "The file cannot be read: check its permissions and that it is a file.",
    "base.unknown": "There is no pack %(name)s beside this one to build on: correct the name after base.",
    "base.chain": "The pack %(name)s itself builds on another: build on a pack that stands alone.",
    "base.faults": "The pack %(name)s that this one builds on has faults: mend it first with ladder pack check.",
    # yaml
    "yaml.tab": "A tab stands where YAML wants spaces: replace it.",
    "yaml.syntax": "This is not YAML: %(problem)s.",
    "yaml.alias": "Anchors and aliases (& and *) are not taken: write the content out.",
    "yaml.tag": "The tag %(tag)s is not taken: remove it.",
    "yaml.duplicate_key": "The key %(key)s stands twice here: keep one.",
    "yaml.key": "A key must be a word: put it in plain letters.",
    "yaml.too_deep": "The content is nested more than %(limit)s levels deep: a pack never is.",
    "yaml.too_many": "The file holds more than %(limit)s values: a pack's file never does.",
    "yaml.documents": "The file holds more than one YAML document: remove what follows ---.",
    "yaml.empty": "The file is empty: write its content.",
    # form
    "form.required": "The key %(key)s is missing: add it.",
    "form.unknown_key": "The key %(key)s is not known here: correct its spelling or remove it.",
    "form.type": "%(value)s should be %(wanted)s.",
    "form.choice": "%(value)s is not one of %(wanted)s: choose one of them.",
    "form.pattern": "%(value)s does not have the form that is wanted here: %(wanted)s.",
    "form.format": "%(value)s is not a valid %(wanted)s.",
    "form.range": "%(value)s is out of range: %(wanted)s.",
    "form.empty": "This is empty: fill it in.",
    "form.too_long": "This is too long: %(wanted)s.",
    "form.repeated": "An entry stands twice in this list: keep one.",
    "form.other": "This does not have the form that is wanted here: %(wanted)s.",
    # meaning
    "meaning.duplicate": (
        "%(what)s %(value)s stands twice (first in %(first)s): keep one or give the other its own name."
    ),
    "meaning.unknown": "There is no %(what)s %(value)s: use one of %(known)s, or add it.",
    "meaning.gate_condition": "A stop gate may never be not applicable: remove the condition %(value)s.",
    "meaning.gate_undefined": "The gate %(value)s is used but not described under gates: add it in pack.yaml.",
    "meaning.ranks": (
        "Level ranks must run 1, 2, 3 ... without a gap, and so must principle numbers: found %(found)s."
    ),
    "meaning.cell_empty": (
        "Principle %(principle)s has no requirement at level %(level)s: add one or list the cell under empty_cells."
    ),
    "meaning.cell_not_empty": (
        "Principle %(principle)s has a requirement at level %(level)s, so the "
        "cell is not empty: remove it from empty_cells."
    ),
    "meaning.cap_rank": "The cap %(value)s is no level: use 0 to %(highest)s.",
    "meaning.cost_bounds": "The cost class %(value)s ends below its beginning: correct over and up_to.",
    "meaning.authoritative": "The authoritative language %(value)s is not listed under languages: add it.",
    "meaning.nothing_established": (
        "The system %(value)s says that no item is established, yet it lists some: correct one of the two."
    ),
    "meaning.items_missing": (
        "The system %(value)s says that items are established, yet it lists none: add them or write none."
    ),
    "meaning.migration_shape": "A step of kind %(kind)s needs %(wanted)s.",
    "meaning.migration_self": (
        "The migration starts from %(value)s, which is this very version: name the version before."
    ),
    "meaning.withdrawn_still_there": (
        "%(value)s is withdrawn by the migration but still stands among the requirements: remove one of the two."
    ),
    "meaning.migration_twice": "%(value)s is in two steps of the migration: keep one.",
    "meaning.licence": "The licence of the content is missing: say under which licence it stands and whose it is.",
    # texts
    "text.missing": "There are no words in %(language)s for %(what)s: add them.",
    "text.empty": "The words in %(language)s for %(what)s are empty: write them.",
    "text.orphan": "There is nothing called %(what)s in this pack: correct the name or remove these words.",
    "text.field": "%(field)s is not a text of %(section)s: use one of %(known)s.",
    "text.stateless": (
        "A translation says text, state and of (%(expected)s is the fingerprint of the present source): add them."
    ),
    "text.fingerprint": (
        "%(value)s is not a fingerprint: of is the first 12 hexadecimal digits of "
        "the SHA-256 of the source (now %(expected)s)."
    ),
    "text.stale": "The source has changed since this was translated: check the words, then set of to %(expected)s.",
    "text.language": (
        "The file is for %(value)s, which is not listed under languages in pack.yaml: add it there or remove the file."
    ),
    "text.authoritative_state": (
        "Words in the authoritative language are the source and have no state: write the words alone."
    ),
    # workbooks and tables
    "book.not_xlsx": "This is not an XLSX workbook: save it as Excel workbook (.xlsx).",
    "book.old_or_encrypted": (
        "This is an old .xls file or one protected by a password: save it as .xlsx without a password."
    ),
    "book.macros": "The workbook carries macros (%(name)s): save it as .xlsx without macros.",
    "book.external": "The workbook links to other files (%(name)s): break the links in Excel and save it again.",
    "book.embedded": "The workbook carries an embedded object (%(name)s): remove it.",
    "book.bomb": "The workbook unpacks to more than %(limit)s: it was not opened.",
    "book.broken": "The workbook is damaged (%(name)s): open it in Excel, save it again and retry.",
    "book.entities": "The workbook declares XML entities (%(name)s): save it again with Excel.",
    "book.formula": "A cell holds a formula: copy it and paste it as a value.",
    "book.merged": "Cells %(name)s are merged: unmerge them.",
    "book.error_cell": "The cell holds an error value (%(value)s): write the value that is meant.",
    "book.date_cell": (
        "The cell holds a date or time where text or a number is wanted: format it as text and write it again."
    ),
    "book.too_many_rows": (
        "The sheet has cells beyond row %(limit)s: a pack never does; delete the rows below the table."
    ),
    "book.too_many_columns": "The sheet has cells beyond column %(limit)s: delete the columns right of the table.",
    "book.too_many_cells": "A sheet has more than %(limit)s parts: it holds far more than a table does; shorten it.",
    "book.no_sheet": "The sheet %(name)s is missing: add it, with its heading row.",
    "book.unknown_sheet": "The sheet %(name)s is not known: correct its name or remove it.",
    "book.no_column": "The column %(name)s is missing: add it to the heading row.",
    "book.unknown_column": "The column %(name)s is not known here: correct its heading or remove it.",
    "book.duplicate_column": "The column %(name)s stands twice: keep one.",
    "book.stray_cell": "This cell has no heading above it: give the column a heading or empty the cell.",
    "book.unknown_system": "There is no system %(value)s on the sheet Systems: add it there or correct the name.",
    "table.no_rows": "The table has no heading row: begin with the columns %(wanted)s.",
    "table.cells": (
        "The row has %(found)s cells where the heading row has %(wanted)s: check for commas outside quotation marks."
    ),
    "table.syntax": "This is not a CSV table: %(problem)s.",
    "table.no_column": "The column %(name)s is missing: add it to the heading row.",
    "table.too_large": "The table is larger than %(limit)s bytes: split it into several files.",
    "table.more_faults": "%(number)s more faults are not listed: mend those above and run again.",
    # votes, groups and rules of a consultation
    "votes.two": "%(participant)s says %(value)s on %(statement)s here and %(other)s in row %(row)s: keep one.",
    "votes.two_groups": "%(participant)s is in %(value)s here and in %(other)s in row %(row)s: keep one.",
    "rules.syntax": "This is not JSON: %(problem)s.",
    "rules.value": "The rule %(key)s cannot be taken: %(problem)s.",
    # determinations
    "determination.requirement": "There is no requirement %(value)s in this framework: correct its id.",
    "determination.day": "%(value)s is not a day: write it as YYYY-MM-DD.",
    "determination.future": "%(value)s is later than %(as_of)s, the day that is judged: correct it or remove the row.",
    "determination.ends_early": "%(value)s is before %(seen)s, the day it was seen: correct one of the two.",
    "determination.two_states": (
        "%(requirement)s is %(value)s here and %(other)s in row %(row)s, on one day by one person: keep one."
    ),
    # comments on a form, as a document, a workbook or a table
    "docx.not_docx": "This is not a Word document (.docx): save it as .docx.",
    "docx.old_or_encrypted": (
        "This is an old .doc file or one protected by a password: save it as .docx without a password."
    ),
    "docx.macros": "The document carries macros (%(name)s): save it as .docx without macros.",
    "docx.external": "The document takes content from other files (%(name)s): break the links and save it again.",
    "docx.embedded": "The document carries an embedded object (%(name)s): remove it.",
    "docx.bomb": "The document unpacks to more than %(limit)s: it was not opened.",
    "docx.broken": "The document is damaged (%(name)s): open it in a word processor, save it again and retry.",
    "docx.entities": "The document declares XML entities (%(name)s): save it again with a word processor.",
    "docx.too_many_cells": "The document has more than %(limit)s parts: split it into several files.",
    "docx.nested": "A table stands inside a cell: write its words as text.",
    "docx.merged": "Cells are merged in this row: split them, so that every cell stands under one heading.",
    "docx.cells": "The row has %(found)s cells where the heading row has %(wanted)s: mend the table.",
    "docx.picture": "A picture or drawing stands in this cell: describe it in words, or send it beside the form.",
    "docx.tracked": "Changes were tracked in this row: inserted words count, deleted words do not.",
    "docx.notes": "Footnotes or margin comments of this row were put below the words of their cell, with numbers.",
    "commenting.kind": "This file cannot be read as a commenting form: send it as .docx, .xlsx or .csv.",
    "commenting.too_large": (
        "The file is larger than %(limit)s: a form with a thousand comments is smaller; remove pictures or split it."
    ),
    "commenting.no_table": (
        "There is no table with the headings of the commenting form (such as Clause, Type of comment, Comments, "
        "Proposed change): use the form that is offered for download."
    ),
    "commenting.passed": "This table has none of the headings of the commenting form: it was not read.",
    "commenting.no_rows": "The form holds no comments: write at least one below the headings.",
    "commenting.too_many_rows": "The form has more than %(limit)s comments: split it into several files.",
    "commenting.duplicate": "The heading %(name)s stands over two columns: keep one of them.",
    "commenting.stray": "This cell has no heading above it: give the column a heading or empty the cell.",
    "commenting.long_cell": (
        "The cell holds more than %(limit)s characters, more than a spreadsheet can: split it into two comments."
    ),
    "commenting.no_words": "This row has neither a comment nor a proposed change: write what is meant.",
    "commenting.type": "%(value)s is not a type of comment (ge, te, ed, tr): it is taken as general.",
    "commenting.no_type": "The type of comment is missing: it is taken as general.",
    "commenting.number": "The clause is a number to the spreadsheet (%(value)s): check that no final zero was lost.",
    # what online meetings leave behind
    "dialogue.too_many": "The table has more than %(limit)s rows: split it into several files.",
    "dialogue.unknown": "%(value)s is not known in the column %(column)s: use one of the words of the instructions.",
    "dialogue.count": "%(value)s is not a number of people: write a whole number.",
    # amendments
    "amending.twice": (
        "The requirement %(value)s is changed twice, here and by the change %(other)s: join the two into one."
    ),
    "amending.taken": "Another requirement already has the number %(value)s: choose another number.",
    "amending.stray": (
        "There are words or properties for %(value)s, which this change does not lead to: name it or leave them out."
    ),
    "amending.same": "This is said to stay the same, and yet %(fields)s differ: choose another kind of change.",
}
