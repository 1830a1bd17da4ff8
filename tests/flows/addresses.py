"""Every page of the product, for the tests that open them all. A new page is added here."""

from django.urls import get_resolver

STRANGERS = (
    "/",
    "/framework/",
    "/framework/about/",
    "/framework/faq/",
    "/framework/search/?q=travail",
    "/framework/crosswalks/",
    "/framework/compare/",
    "/framework/requirements/P2-L2-01/",
    "/registry/",
    "/registry/map/",
    "/registry/organisations/",
    "/registry/sites/{site}/",
    "/assessment/",
    "/assessment/sites/{site}/",
    "/assessment/sites/{site}/?on={past}",
    "/assessment/sites/{unassessed}/",
    "/assessment/sites/{site}/reasons/",
    "/assessment/sites/{site}/history/",
    "/account/login/",
)
ASSESSORS = (
    "/assessment/sites/{site}/record/?principle=4",
    "/assessment/sites/{site}/upload/",
    "/assessment/sites/{site}/circumstances/",
    "/account/2fa/",
)
SECRETARIAT = (
    "/people/",
    "/people/audit/",
    "/registry/import/",
)


def count_patterns() -> int:
    """How many addresses the product has, to notice a page that nobody opens."""
    return len(get_resolver().reverse_dict)
