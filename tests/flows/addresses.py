"""Every page of the product, for the tests that open them all. A new page is added here."""

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
    "/framework/0.1.0/requirements/",
    "/framework/crosswalks/oecd/",
    "/framework/compare/?from=0.1.0&to=0.2.0",
    "/framework/0.2.0/requirements/",
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
    "/registry/sites/{site}/place/",
    "/registry/sites/{site}/facts/add/",
)
SECRETARIAT = (
    "/people/",
    "/people/audit/",
    "/registry/import/",
    "/registry/sites/add/",
    "/registry/organisations/add/",
    "/framework/import/",
)
