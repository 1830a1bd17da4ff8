"""Rows of the synthesis: themes and their codings, releases and their files, passages of the report."""

from ladder.synthesis.models.releases import Passage, Release, ReleaseFile, ReleaseMemory
from ladder.synthesis.models.themes import Coding, Theme, ThemeEvent

__all__ = ["Coding", "Passage", "Release", "ReleaseFile", "ReleaseMemory", "Theme", "ThemeEvent"]
