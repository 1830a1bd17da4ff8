"""What happens in the synthesis room: weighing, coding, releases."""

from ladder.synthesis.services.coding import code_contribution
from ladder.synthesis.services.themes import (
    ThemeRefusedError,
    make_theme,
    merge_theme,
    rename_theme,
    split_theme,
    undo,
)

__all__ = [
    "ThemeRefusedError",
    "code_contribution",
    "make_theme",
    "merge_theme",
    "rename_theme",
    "split_theme",
    "undo",
]
