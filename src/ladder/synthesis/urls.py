"""Addresses under /results/. A round's fixed pages stand before the one that takes a requirement's key."""

from django.urls import URLPattern, path

from ladder.synthesis.views import reading, themes

app_name = "synthesis"
THEME = "<str:address>/themes/<uuid:public_id>/"
urlpatterns: list[URLPattern] = [
    path("<str:address>/themes/", themes.list_themes, name="themes"),
    path("<str:address>/themes/read/", reading.read_remarks, name="read"),
    path(THEME, themes.show_theme, name="theme"),
    path(f"{THEME}rename/", themes.rename, name="rename_theme"),
    path(f"{THEME}merge/", themes.merge, name="merge_theme"),
    path(f"{THEME}split/", themes.split, name="split_theme"),
    path(f"{THEME}undo/", themes.take_back, name="undo_theme"),
]
