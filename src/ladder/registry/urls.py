"""Addresses under /registry/."""

from django.urls import path

from ladder.registry.views import imports, map, organisations, sites, statements  # noqa: A004 - the page is a map

app_name = "registry"
urlpatterns = [
    path("", sites.list_sites, name="sites"),
    path("sites.csv", sites.download_sites, name="sites_csv"),
    path("map/", map.show_map, name="map"),
    path("sites/add/", statements.add_site, name="add_site"),
    path("sites/<uuid:public_id>/", sites.show_site, name="site"),
    path("sites/<uuid:public_id>/place/", sites.show_place, name="place"),
    path("sites/<uuid:public_id>/facts/add/", statements.add_fact, name="add_fact"),
    path("sites/<uuid:public_id>/legal/add/", statements.add_legal_status, name="add_legal_status"),
    path("sites/<uuid:public_id>/organisations/add/", statements.add_organisation_to_site, name="assign"),
    path("organisations/", organisations.list_organisations, name="organisations"),
    path("organisations/add/", organisations.add_organisation, name="add_organisation"),
    path("organisations/<uuid:public_id>/", organisations.show_organisation, name="organisation"),
    path("organisations/<uuid:public_id>/mandates/add/", organisations.add_mandate, name="add_mandate"),
    path("mandates/<uuid:public_id>/end/", organisations.end_mandate, name="end_mandate"),
    path("import/", imports.import_visits, name="import"),
    path("import/<uuid:public_id>/", imports.show_report, name="import_report"),
    path("import/<uuid:public_id>/report.json", imports.download_report, name="import_report_json"),
]
