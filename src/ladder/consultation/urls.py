"""Addresses under /consultation/, in one list by subject: each subject's own file adds its part."""

from django.urls import URLPattern, path

from ladder.consultation.views import inviting, keeping, preparing, rounds

app_name = "consultation"
KEEPING: list[URLPattern] = [
    path("make/", keeping.make_round, name="make_round"),
    path("<slug:address>/keep/", keeping.show_keeping, name="keep"),
    path("<slug:address>/keep/words/", keeping.change_words, name="change_round"),
    path("<slug:address>/keep/requirements/", preparing.choose_items, name="items"),
    path("<slug:address>/keep/questions/", preparing.set_questions, name="questions"),
    path("<slug:address>/keep/groups/", preparing.set_groups, name="groups"),
    path("<slug:address>/keep/rules/", preparing.set_rules, name="set_rules"),
    path("<slug:address>/keep/answers/<str:language>/", preparing.set_answers, name="answers"),
    path("<slug:address>/keep/invitations/", inviting.keep_invitations, name="invitations"),
    path("<slug:address>/keep/invitations/<slug:key>/end/", inviting.end_invitations, name="end_invitations"),
    path("<slug:address>/keep/open/", keeping.open_round, name="open"),
    path("<slug:address>/keep/extend/", keeping.extend_round, name="extend"),
    path("<slug:address>/keep/close/", keeping.close_round, name="close"),
]
ROUNDS: list[URLPattern] = [
    path("", rounds.list_rounds, name="rounds"),
    path("<slug:address>/", rounds.show_round, name="round"),
    path("<slug:address>/document/", rounds.show_document, name="round_document"),
    path("<slug:address>/vision/", rounds.show_vision, name="vision"),
    path("<slug:address>/faq/", rounds.show_answers, name="faq"),
    path("<slug:address>/rules/", rounds.show_rules, name="rules"),
    path("<slug:address>/rules.json", rounds.send_rules, name="rules_file"),
    path("<slug:address>/coverage/", inviting.show_coverage, name="coverage"),
]
urlpatterns: list[URLPattern] = [*KEEPING, *ROUNDS]
