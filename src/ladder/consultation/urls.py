"""Addresses under /consultation/, in one list by subject: each subject's own file adds its part."""

from django.urls import URLPattern, path

from ladder.consultation.views import (
    asides,
    capture,
    comments,
    dialogues,
    gathering_records,
    gatherings,
    hosting,
    inviting,
    keeping,
    mine,
    paper,
    places,
    preparing,
    rounds,
    submissions,
    survey,
    taking_part,
    traces,
    translations,
)

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
SESSIONS: list[URLPattern] = [
    path("<slug:address>/sessions/", dialogues.list_sessions, name="sessions"),
    path("<slug:address>/sessions/new/", hosting.announce, name="announce_session"),
    path("<slug:address>/sessions/<uuid:public_id>/", dialogues.show_session, name="session"),
    path("<slug:address>/sessions/<uuid:public_id>/calendar.ics", dialogues.send_calendar, name="session_calendar"),
    path("<slug:address>/sessions/<uuid:public_id>/register/", places.take_place, name="register"),
    path("<slug:address>/sessions/<uuid:public_id>/place/", places.show_place, name="place"),
    path("<slug:address>/sessions/<uuid:public_id>/place/cancel/", places.give_back, name="cancel_place"),
    path("<slug:address>/sessions/<uuid:public_id>/place/calendar.ics", places.send_own_calendar, name="own_calendar"),
    path("<slug:address>/sessions/<uuid:public_id>/ask/", places.ask, name="ask"),
    path("<slug:address>/sessions/<uuid:public_id>/change/", hosting.change, name="change_session"),
    path("<slug:address>/sessions/<uuid:public_id>/cancel/", hosting.call_off, name="cancel_session"),
    path("<slug:address>/sessions/<uuid:public_id>/questions/", hosting.show_questions, name="session_questions"),
    path("<slug:address>/sessions/<uuid:public_id>/questions/<uuid:number>/", hosting.moderate, name="moderate"),
    path("<slug:address>/sessions/<uuid:public_id>/import/", hosting.hand_in, name="session_import"),
]
TAKING_PART: list[URLPattern] = [
    path("<slug:address>/take-part/", taking_part.take_part, name="take_part"),
    path("<slug:address>/code/", taking_part.come_back, name="code"),
    path("<slug:address>/leave/", taking_part.leave_now, name="leave"),
    path("<slug:address>/answer/", survey.next_subject, name="next_subject"),
    path("<slug:address>/answer/question/<slug:key>/", survey.answer_question, name="answer_question"),
    path("<slug:address>/answer/<str:key>/", survey.answer_item, name="answer_item"),
    path("<slug:address>/pause/", survey.pause, name="pause"),
    path("<slug:address>/mine/", mine.show_mine, name="mine"),
    path("<slug:address>/mine/words.txt", mine.download_mine, name="mine_file"),
    path("<slug:address>/mine/<uuid:number>/withdraw/", mine.take_back, name="withdraw"),
    path("<slug:address>/aside/", asides.tell_alone, name="aside"),
    path("<slug:address>/document/<str:key>/", comments.show_requirement, name="item"),
    path("<slug:address>/copies/", traces.show_copies, name="copies"),
    path("<slug:address>/carried/<str:version>/", traces.show_carried, name="carried"),
]
GATHERINGS: list[URLPattern] = [
    path("gatherings/", gatherings.list_gatherings, name="gatherings"),
    path("gatherings/worker.js", capture.send_worker, name="capture_worker"),
    path("gatherings/plan/<slug:address>/", gatherings.plan_gathering, name="plan_gathering"),
    path("gatherings/<uuid:public_id>/", gatherings.show_gathering, name="gathering"),
    path("gatherings/<uuid:public_id>/plan/", gatherings.change_gathering, name="change_gathering"),
    path("gatherings/<uuid:public_id>/cancel/", gatherings.cancel_gathering, name="cancel_gathering"),
    path("gatherings/<uuid:public_id>/capture/", capture.show_capture, name="capture"),
    path("gatherings/<uuid:public_id>/capture/pack.json", capture.send_pack, name="capture_pack"),
    path("gatherings/<uuid:public_id>/capture/app.webmanifest", capture.send_manifest, name="capture_manifest"),
    path("gatherings/<uuid:public_id>/import/", gathering_records.import_file, name="gathering_import"),
    path("gatherings/<uuid:public_id>/seal/", gathering_records.show_seal, name="gathering_seal"),
    path("gatherings/<uuid:public_id>/conflicts/", gathering_records.show_conflicts, name="gathering_conflicts"),
    path(
        "gatherings/<uuid:public_id>/conflicts/<uuid:number>/<slug:digest>/",
        gathering_records.settle,
        name="settle_record",
    ),
    path("gatherings/<uuid:public_id>/taken-back/<uuid:number>/", gathering_records.take_back, name="take_back_record"),
    path("gatherings/<uuid:public_id>/aside/", gathering_records.list_side_notes, name="gathering_side_notes"),
    path(
        "gatherings/<uuid:public_id>/aside/<uuid:note_id>/",
        gathering_records.show_side_note,
        name="gathering_side_note",
    ),
    path("gatherings/<uuid:public_id>/paper/", paper.show_paper, name="paper"),
    path("gatherings/<uuid:public_id>/paper/forms/", paper.print_forms, name="paper_forms"),
    path("gatherings/<uuid:public_id>/paper/enter/", paper.enter_form, name="paper_entry"),
]
SUBMISSIONS: list[URLPattern] = [
    path("<slug:address>/submissions/", submissions.list_submissions, name="submissions"),
    path("<slug:address>/submissions/form.<slug:kind>", submissions.send_empty_form, name="submission_form"),
    path("<slug:address>/submissions/comments.<slug:kind>", submissions.send_comments, name="comments_form"),
    path("<slug:address>/submissions/hand-in/", submissions.hand_in, name="hand_in"),
    path("<slug:address>/submissions/take-in/", submissions.take_in, name="take_in"),
    path("<slug:address>/submissions/<uuid:public_id>/", submissions.show_submission, name="submission"),
    path(
        "<slug:address>/submissions/<uuid:public_id>/form.<slug:kind>",
        submissions.send_submission,
        name="submission_file",
    ),
    path("<slug:address>/submissions/<uuid:public_id>/take-back/", submissions.take_back, name="take_back_submission"),
]
TRANSLATIONS: list[URLPattern] = [
    path("<slug:address>/translations/", translations.show_queue, name="translations"),
    path("<slug:address>/translations/machine/", translations.ask_machine, name="ask_machine"),
    path("<slug:address>/translations/<uuid:number>/<slug:language>/", translations.edit, name="translation"),
    path(
        "<slug:address>/translations/<uuid:number>/<slug:language>/check/", translations.check, name="check_translation"
    ),
]
urlpatterns: list[URLPattern] = [*GATHERINGS, *TAKING_PART, *KEEPING, *ROUNDS, *SESSIONS, *SUBMISSIONS, *TRANSLATIONS]
