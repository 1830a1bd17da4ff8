"""The import of visits, and its reports, for the secretariat."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ladder.registry import access, services
from ladder.registry.forms import ImportForm
from ladder.registry.queries.imports import find_findings, get_run_or_404, group_findings, list_runs
from ladder.registry.sentences import faults_of, place_of, sentence_of_trouble
from ladder.registry.views.statements import both_methods, sent
from ladder.webkit.paging import page_of

MOST_IN_JSON = 10_000


@both_methods
def import_visits(request: HttpRequest) -> HttpResponse:
    """Send a file; its report follows, or every fault of it."""
    access.require(access.may_keep_registry(request.user))
    form = ImportForm(sent(request), request.FILES if request.method == "POST" else None)
    report = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        report = services.import_visits(content=file.read(), file_name=file.name, actor=access.actor_of(request.user))
        if report.run is not None:
            return redirect("registry:import_report", report.run.public_id)
    faults = faults_of(report.table.faults) if report else []
    context = {"form": form, "report": report, "faults": faults, "page": page_of(request, list_runs())}
    return render(request, "registry/import.html", context, status=422 if faults or form.errors else 200)


@require_safe
def show_report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What an import took, merged, doubted and refused."""
    access.require(access.may_keep_registry(request.user))
    run = get_run_or_404(public_id)
    rule = request.GET.get("rule", "")
    page = page_of(request, find_findings(run, rule=rule)) if rule else None
    found = [(place_of(one.row, one.column), sentence_of_trouble(one.rule, one.seen)) for one in page or []]
    context = {"run": run, "groups": group_findings(run), "page": page, "found": found, "rule": rule}
    return render(request, "registry/import_report.html", context)


@require_safe
def download_report(request: HttpRequest, public_id: UUID) -> JsonResponse:
    """The same report as JSON."""
    access.require(access.may_keep_registry(request.user))
    run = get_run_or_404(public_id)
    findings = [
        {
            "outcome": one.outcome,
            "rule": one.rule,
            "row": one.row,
            "column": one.column,
            "seen": one.seen,
            "sentence": sentence_of_trouble(one.rule, one.seen),
        }
        for one in find_findings(run)[:MOST_IN_JSON]
    ]
    return JsonResponse(
        {
            "id": str(run.public_id),
            "file": run.file_name,
            "sha256": run.sha256,
            "layout": run.layout,
            "imported_at": run.imported_at.isoformat(),
            "counts": run.counts,
            "findings": findings,
        }
    )
