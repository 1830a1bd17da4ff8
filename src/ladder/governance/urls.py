"""Addresses under /governance/. Fixed pages stand before those that take an object."""

from django.urls import URLPattern, path

from ladder.governance.views import (
    answers,
    bodies,
    body_keeping,
    challenges,
    change_pages,
    decisions,
    desk,
    desk_files,
    interests,
    issues,
    meetings,
    next_changes,
    next_versions,
    next_words,
    positions,
    proposal_steps,
    proposals,
    receipts,
    record,
    seat_keeping,
    steering_pack,
    year_documents,
    year_items,
    year_lines,
    year_tables,
    years,
)

app_name = "governance"
BODY = "bodies/<slug:address>/"
MEETING = "meetings/<uuid:public_id>/"
PROPOSAL = "proposals/<uuid:public_id>/"
DECISION = "decisions/<uuid:public_id>/"
CHALLENGE = f"{DECISION}challenges/<uuid:challenge_id>/"
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
DECIDING: list[URLPattern] = [
    path("proposals/", proposals.list_proposals, name="proposals"),
    path("proposals/new/", proposals.new_proposal, name="new_proposal"),
    path(PROPOSAL, proposals.show_proposal, name="proposal"),
    path(f"{PROPOSAL}edit/", proposals.edit_proposal, name="edit_proposal"),
    path(f"{PROPOSAL}amend/", proposals.amend, name="amend_proposal"),
    path(f"{PROPOSAL}open/", proposal_steps.open_it, name="open_proposal"),
    path(f"{PROPOSAL}withdraw/", proposal_steps.withdraw, name="withdraw_proposal"),
    path(f"{PROPOSAL}close/", proposal_steps.close, name="close_proposal"),
    path(f"{PROPOSAL}position/", positions.take, name="take_position"),
    path(f"{PROPOSAL}minutes/", positions.record_from_minutes, name="record_position"),
    path(f"{PROPOSAL}note/", positions.note, name="add_note"),
    path(f"{PROPOSAL}answer/<uuid:position_id>/", positions.answer_it, name="answer_objection"),
    path("decisions/", decisions.list_decisions, name="decisions"),
    path(DECISION, decisions.show_decision, name="decision"),
    path(f"{DECISION}record.json", decisions.send_record, name="decision_record"),
    path(f"{DECISION}take/", decisions.take, name="take_effects"),
    path(f"{DECISION}object/", challenges.file_objection, name="object_to_decision"),
    path(f"{DECISION}appeal/", challenges.appeal, name="appeal_decision"),
    path(f"{CHALLENGE}take-back/", challenges.take_back, name="withdraw_challenge"),
    path(f"{CHALLENGE}hear/", challenges.hear, name="hear_challenge"),
    path("meetings/", meetings.list_meetings, name="meetings"),
    path("meetings/new/", meetings.plan, name="plan_meeting"),
    path(MEETING, meetings.show_meeting, name="meeting"),
    path(f"{MEETING}change/", meetings.change, name="change_meeting"),
    path(f"{MEETING}keep/", meetings.keep, name="keep_meeting"),
    path(f"{MEETING}cancel/", meetings.cancel, name="cancel_meeting"),
]
AT_THE_DESK: list[URLPattern] = [
    path("desk/", desk.list_desks, name="desks"),
    path(DESK, desk.show_desk, name="desk"),
    path(f"{DESK}bundle/", desk.bundle, name="bundle_desk"),
    path(f"{DESK}answer/", desk.answer_selected, name="answer_selected"),
    path(f"{DESK}merge/", desk.merge_selected, name="merge_selected"),
    path(f"{DESK}assign/", desk.assign_selected, name="assign_selected"),
    path(f"{DESK}form.<slug:kind>", desk_files.send_desk_form, name="desk_form"),
    path(f"{DESK}import/", desk_files.take_in_desk_form, name="import_desk_form"),
    path(f"{DESK}steering/", steering_pack.show_pack, name="steering_pack"),
    path(ISSUE, issues.show_issue, name="issue"),
    path(f"{ISSUE}resolve/", issues.resolve, name="resolve_issue"),
    path(f"{ISSUE}take-back/", issues.take_back_answer, name="take_back_answer"),
    path(f"{ISSUE}merge/", issues.merge, name="merge_issue"),
    path(f"{ISSUE}split/", issues.split, name="split_issue"),
    path(f"{ISSUE}move/", issues.move, name="move_comments"),
    path(f"{ISSUE}undo/", issues.take_back_step, name="undo_issue"),
    path(f"{ISSUE}name/", issues.name, name="name_issue"),
    path(f"{ISSUE}assign/", issues.assign, name="assign_issue"),
    path(f"{ISSUE}send-up/", steering_pack.send_issue_up, name="send_up_issue"),
]
NEXT_VERSION: list[URLPattern] = [
    path("next/", next_versions.list_next, name="next_versions"),
    path("next/new/", next_versions.begin, name="next_begin"),
    path("next/propose/<str:address>/", next_versions.propose_of_catalogue, name="propose_status"),
    path(NEXT, next_versions.show_next, name="next_version"),
    path(f"{NEXT}terms/", next_versions.change_terms, name="next_terms"),
    path(f"{NEXT}build/", next_versions.build, name="build_next"),
    path(f"{NEXT}aside/", next_versions.set_aside, name="set_next_aside"),
    path(f"{NEXT}propose/", next_versions.propose, name="propose_next"),
    path(f"{NEXT}migration/", next_words.show_migration, name="next_migration"),
    path(f"{NEXT}redline/", next_words.show_redline, name="next_redline"),
    path(f"{NEXT}redline/redline.<str:language>.docx", next_words.send_redline, name="next_redline_file"),
    path(f"{NEXT}translations/", next_words.list_translations, name="next_translations"),
    path(f"{NEXT}translations/<slug:language>/<str:key>/", next_words.translate, name="next_translation"),
    path(f"{NEXT}changes/new/", next_changes.new_change, name="new_next_change"),
    path(f"{NEXT}changes/begin/", next_changes.begin_change, name="begin_change"),
    path(f"{NEXT}changes/<slug:key>/", next_changes.edit_change, name="next_change"),
    path(f"{NEXT}changes/<slug:key>/remove/", next_changes.remove_change, name="remove_next_change"),
]
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
    path(f"{YEAR}tables/", year_tables.bring, name="year_tables"),
    path(f"{YEAR}tables.xlsx", year_tables.send_workbook, name="year_workbook"),
    path(f"{YEAR}<slug:kind>.csv", year_tables.send_csv, name="year_csv"),
    path(f"{YEAR}items/new/", year_items.plan, name="plan_work_item"),
    path(f"{YEAR}items/<uuid:public_id>/", year_items.change, name="work_item"),
    path(f"{YEAR}items/<uuid:public_id>/progress/", year_items.progress, name="note_progress"),
    path(f"{YEAR}items/<uuid:public_id>/remove/", year_items.remove, name="remove_work_item"),
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
