"""Addresses under /results/. A round's fixed pages stand before the one that takes a requirement's key."""

from django.urls import URLPattern, path

from ladder.synthesis.views import opinions, passages, reading, releases, reports, results, themes

app_name = "synthesis"
ROUND = "<slug:address>/"
THEME = f"{ROUND}themes/<uuid:public_id>/"
RELEASE = f"{ROUND}releases/<int:number>/"
THEMES: list[URLPattern] = [
    path(f"{ROUND}themes/", themes.list_themes, name="themes"),
    path(f"{ROUND}themes/read/", reading.read_remarks, name="read"),
    path(THEME, themes.show_theme, name="theme"),
    path(f"{THEME}rename/", themes.rename, name="rename_theme"),
    path(f"{THEME}merge/", themes.merge, name="merge_theme"),
    path(f"{THEME}split/", themes.split, name="split_theme"),
    path(f"{THEME}undo/", themes.take_back, name="undo_theme"),
]
RELEASES: list[URLPattern] = [
    path(f"{ROUND}releases/", releases.list_releases, name="releases"),
    path(f"{ROUND}releases/prepare/", releases.prepare, name="prepare"),
    path(RELEASE, releases.show_release, name="release"),
    path(f"{RELEASE}publish/", releases.publish, name="publish"),
    path(f"{RELEASE}set-aside/", releases.set_aside, name="set_aside"),
    path(f"{RELEASE}bundle.zip", releases.send_zip, name="bundle"),
    path(f"{RELEASE}files/<path:name>", releases.send_file, name="file"),
]
REPORTS: list[URLPattern] = [
    path(f"{ROUND}report/", reports.show_latest, name="report"),
    path(f"{ROUND}report/words/", passages.keep_passages, name="passages"),
    path(f"{ROUND}report/words/<uuid:public_id>/remove/", passages.remove, name="remove_passage"),
    path(f"{RELEASE}report/", reports.show_report, name="release_report"),
    path(f"{RELEASE}report.<str:language>.<str:kind>", reports.send_report, name="report_file"),
]
RESULTS: list[URLPattern] = [
    path(ROUND, results.show_matrix, name="matrix"),
    path(f"{ROUND}opinion-groups/", opinions.show_opinions, name="opinions"),
    path(f"{ROUND}<str:key>/", results.show_item, name="item"),
]
urlpatterns: list[URLPattern] = [*THEMES, *RELEASES, *REPORTS, *RESULTS]
