"""All addresses of the product, room by room."""

from django.urls import include, path

from ladder.api.root import api

handler400 = "ladder.webkit.views.show_bad_request"
handler403 = "ladder.webkit.views.show_forbidden"
handler404 = "ladder.webkit.views.show_not_found"
handler500 = "ladder.webkit.views.show_server_error"

urlpatterns = [
    path("", include("ladder.portal.urls")),
    path("account/", include("ladder.accounts.door_urls")),
    path("people/audit/", include("ladder.audit.urls")),
    path("people/", include("ladder.accounts.urls")),
    path("framework/", include("ladder.catalogue.urls")),
    path("consultation/", include("ladder.consultation.urls")),
    path("results/", include("ladder.synthesis.urls")),
    path("governance/", include("ladder.governance.urls")),
    path("registry/", include("ladder.registry.urls")),
    path("assessment/", include("ladder.assessment.urls")),
    path("field/", include("ladder.field.urls")),
    path("grievances/", include("ladder.grievances.urls")),
    path("improvement/", include("ladder.improvement.urls")),
    path("api/v1/", api.urls),
]
