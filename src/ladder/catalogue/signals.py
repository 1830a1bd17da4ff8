"""News of the catalogue, for later rooms that have a say or something to do then."""

from django.dispatch import Signal

version_changes_status = Signal()
"""Sent inside the transaction in which a version is published or withdrawn, before anything is written.

Arguments: `version`, the locked `FrameworkVersion`; `status`, what it becomes; `decision`, the public id of the
decision by which, "" where there is none. A receiver that raises `CatalogueFaultsError` keeps it from happening.
"""
