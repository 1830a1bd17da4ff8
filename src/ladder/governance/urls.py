"""Addresses under /governance/. Fixed pages stand before those that take an object."""

from django.urls import URLPattern, path

from ladder.governance.views import (
    answers,
    bodies,
    body_keeping,
    change_pages,
    desk,
    interests,
    issues,
    receipts,
    record,
    seat_keeping,
    year_documents,
    year_items,
    year_lines,
    years,
)

app_name = "governance"
BODY = "bodies/<slug:address>/"
MEETING = "meetings/<uuid:public_id>/"
PROPOSAL = "proposals/<uuid:public_id>/"
DECISION = "decisions/<uuid:public_id>/"
DESK = "desk/<slug:address>/"
ISSUE = f"{DESK}<int:number>/"
NEXT = "next/<uuid:public_id>/"
YEAR = "years/<slug:address>/<int:year>/"
YEAR_DOCUMENT = "years/documents/<uuid:public_id>/"
KEPT_BODY = f"{BODY}keep/"
KEPT_SEAT = f"{KEPT_BODY}seats/<uuid:seat>/"
BODIES: list[URLPattern] = [
    path("", bodies.list_bodies, name="bodies"),
    path("bodies/new/", body_keeping.found_body, name="found_body"),
    path(BODY, bodies.show_body, name="body"),
    path(KEPT_BODY, body_keeping.keep_body, name="keep_body"),
    path(f"{KEPT_BODY}words/", body_keeping.change_body, name="change_body"),
    path(f"{KEPT_BODY}rules/<slug:kind>/", body_keeping.set_rules, name="set_body_rules"),
    path(f"{KEPT_BODY}stand/", body_keeping.let_stand, name="let_body_stand"),
    path(f"{KEPT_BODY}drop/", body_keeping.drop_body, name="drop_body"),
    path(f"{KEPT_BODY}seats/new/", seat_keeping.add_seat, name="add_seat"),
    path(KEPT_SEAT, seat_keeping.keep_seat, name="keep_seat"),
    path(f"{KEPT_SEAT}last-day/", seat_keeping.resign, name="resign_seat"),
    path(f"{KEPT_SEAT}meant/", seat_keeping.name_reserved, name="name_reserved"),
    path(f"{KEPT_SEAT}close/", seat_keeping.close_seat, name="close_seat"),
    path("interests/", interests.keep_interests, name="interests"),
    path("interests/<uuid:public_id>/end/", interests.end_interest, name="end_interest"),
]
DECIDING: list[URLPattern] = []
AT_THE_DESK: list[URLPattern] = [
    path("desk/", desk.list_desks, name="desks"),
    path(DESK, desk.show_desk, name="desk"),
    path(f"{DESK}bundle/", desk.bundle, name="bundle_desk"),
    path(f"{DESK}answer/", desk.answer_selected, name="answer_selected"),
    path(f"{DESK}merge/", desk.merge_selected, name="merge_selected"),
    path(f"{DESK}assign/", desk.assign_selected, name="assign_selected"),
    path(ISSUE, issues.show_issue, name="issue"),
    path(f"{ISSUE}resolve/", issues.resolve, name="resolve_issue"),
    path(f"{ISSUE}take-back/", issues.take_back_answer, name="take_back_answer"),
    path(f"{ISSUE}merge/", issues.merge, name="merge_issue"),
    path(f"{ISSUE}split/", issues.split, name="split_issue"),
    path(f"{ISSUE}move/", issues.move, name="move_comments"),
    path(f"{ISSUE}undo/", issues.take_back_step, name="undo_issue"),
    path(f"{ISSUE}name/", issues.name, name="name_issue"),
    path(f"{ISSUE}assign/", issues.assign, name="assign_issue"),
]
NEXT_VERSION: list[URLPattern] = []
CHANGES: list[URLPattern] = [
    path("changes/<str:address>/", change_pages.list_changes, name="changes"),
    path("changes/<str:address>/<str:key>/", change_pages.show_change, name="change"),
]
ANSWERS: list[URLPattern] = [
    path("answers/", answers.list_answered_rounds, name="answered_rounds"),
    path("answers/<slug:address>/", answers.list_answers, name="answers"),
    path("answers/<slug:address>/answers.<slug:kind>", answers.send_answers, name="answers_file"),
    path("answers/<slug:address>/<int:number>/", answers.show_answer, name="answer"),
    path("receipts/", receipts.find_receipt, name="receipts"),
    path("receipts/list/", receipts.list_receipts, name="receipt_list"),
    path("receipts/file/", receipts.find_by_file, name="receipt_by_file"),
    path("receipts/rooms/<str:code>/", receipts.show_room, name="room_receipt"),
    path("receipts/submissions/<uuid:public_id>/", receipts.show_submission, name="submission_receipt"),
    path("receipts/<slug:address>/", receipts.show_receipt, name="receipt"),
]
YEARS: list[URLPattern] = [
    path("years/", years.list_years, name="years"),
    path(YEAR_DOCUMENT, year_documents.show_document, name="year_document"),
    path("years/documents/<uuid:public_id>.json", year_documents.send_json, name="year_document_json"),
    path("years/documents/<uuid:public_id>.<str:language>.pdf", year_documents.send_pdf, name="year_document_pdf"),
    path(f"{YEAR_DOCUMENT}verify/", year_documents.verify, name="verify_year_document"),
    path(f"{YEAR_DOCUMENT}propose/", year_documents.propose, name="propose_year_document"),
    path(f"{YEAR_DOCUMENT}set-aside/", year_documents.set_aside, name="set_aside_year_document"),
    path(YEAR, years.show_year, name="year"),
    path(f"{YEAR}submit/", years.submit, name="submit_year_document"),
    path(f"{YEAR}work/new/", year_items.plan, name="plan_work_item"),
    path(f"{YEAR}work/<uuid:public_id>/", year_items.change, name="work_item"),
    path(f"{YEAR}work/<uuid:public_id>/progress/", year_items.progress, name="note_progress"),
    path(f"{YEAR}work/<uuid:public_id>/remove/", year_items.remove, name="remove_work_item"),
    path(f"{YEAR}budget/new/", year_lines.plan, name="plan_budget_line"),
    path(f"{YEAR}budget/<uuid:public_id>/", year_lines.change, name="budget_line"),
    path(f"{YEAR}budget/<uuid:public_id>/book/", year_lines.add_booking, name="book"),
    path(f"{YEAR}budget/<uuid:public_id>/remove/", year_lines.remove, name="remove_budget_line"),
    path(f"{YEAR}bookings/<uuid:public_id>/take-back/", year_lines.take_back, name="take_back_booking"),
]
RECORD: list[URLPattern] = [
    path("record/", record.show_record, name="record"),
    path("record/decisions/", record.list_decisions, name="record_decisions"),
    path("record/popolo.json", record.send_popolo, name="popolo"),
    path("record/<slug:name>.csv", record.send_table, name="record_table"),
    path("record/bodies/<slug:address>/", record.show_body, name="record_body"),
]
urlpatterns: list[URLPattern] = [
    *BODIES, *DECIDING, *AT_THE_DESK, *NEXT_VERSION, *CHANGES, *ANSWERS, *YEARS, *RECORD
]  # fmt: skip
