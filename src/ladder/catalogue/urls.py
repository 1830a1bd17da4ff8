"""Addresses under /framework/. Those with a version never change what they show once it is published."""

from django.urls import path

from ladder.catalogue.views import comparison, crosswalks, downloads, framework, keeping, requirements

app_name = "catalogue"
urlpatterns = [
    path("", framework.show_current, name="home"),
    path("requirements/<str:key>/", requirements.show_latest, name="requirement_latest"),
    path("search/", requirements.search, name="search"),
    path("compare/", comparison.show_comparison, name="compare"),
    path("about/", framework.show_about, name="about"),
    path("faq/", framework.show_questions, name="faq"),
    path("crosswalks/", crosswalks.show_systems, name="crosswalks"),
    path("crosswalks/<str:key>/", crosswalks.show_system, name="system"),
    path("downloads/<str:name>", downloads.send, name="download"),
    path("downloads/<str:address>/oscal/<path:name>", downloads.send_oscal, name="oscal"),
    path("import/", keeping.bring_workbook, name="import"),
    path("<str:address>/", framework.show_version, name="version"),
    path("<str:address>/about/", framework.show_about, name="version_about"),
    path("<str:address>/faq/", framework.show_questions, name="version_faq"),
    path("<str:address>/publish/", keeping.publish, name="publish"),
    path("<str:address>/withdraw/", keeping.withdraw, name="withdraw"),
    path("<str:address>/crosswalks/", crosswalks.show_systems, name="version_crosswalks"),
    path("<str:address>/crosswalks/<str:key>/", crosswalks.show_system, name="version_system"),
    path("<str:address>/requirements/", requirements.list_requirements, name="requirements"),
    path("<str:address>/requirements/<str:key>/", requirements.show_requirement, name="requirement"),
]
