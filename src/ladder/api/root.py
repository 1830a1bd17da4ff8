"""The programming interface: one address, one manner of error."""

from ninja import NinjaAPI

from ladder import __version__

api = NinjaAPI(
    title="Cobalt Ladder",
    version=__version__,
    description="Frameworks, sites, assessments and levels. Errors are always {\"faults\": [{\"where\", \"sentence\"}]}.",
    docs_url=None,
    urls_namespace="api",
)
