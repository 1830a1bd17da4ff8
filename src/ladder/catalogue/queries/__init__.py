"""What pages, the API and later rooms read from the catalogue."""

from ladder.catalogue.queries.versions import current_version, ladder_of, list_versions, pack_of, versions_in_force

__all__ = ["current_version", "ladder_of", "list_versions", "pack_of", "versions_in_force"]
