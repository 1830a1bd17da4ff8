"""The plain part of Markdown."""

from ladder.catalogue.prose import Block, read_blocks

TEXT = """# Sources

Wrapped
**words** with `code`.

- one
  that goes on
- two
| a | b |
|---|---|
| 1 | <script> |
"""


def test_headings_lists_tables_and_paragraphs_are_told_apart():
    assert read_blocks(TEXT) == (
        Block("heading", (("Sources",),)),
        Block("paragraph", (("Wrapped words with code.",),)),
        Block("list", (("one that goes on",), ("two",))),
        Block("table", (("a", "b"), ("1", "<script>"))),
    )


def test_nothing_gives_nothing():
    assert read_blocks(" \n\n ") == ()
