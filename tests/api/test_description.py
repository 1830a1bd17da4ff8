"""The OpenAPI document describes every endpoint, and how errors look."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db
NOT_ENDPOINTS = {"/api/v1/", "/api/v1/openapi.json"}


def addresses(patterns, prefix: str = "/"):
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)


def test_every_address_under_the_interface_is_described():
    described = set(Client().get("/api/v1/openapi.json").json()["paths"])
    served = {path for path in addresses(get_resolver().url_patterns) if path.startswith("/api/v1/")} - NOT_ENDPOINTS
    assert served == {re.sub(r"{(?:\w+:)?(\w+)}", r"{\1}", path) for path in described}
    assert "/api/v1/tokens" in served


def test_every_operation_has_a_summary_and_says_how_errors_look():
    document = Client().get("/api/v1/openapi.json").json()
    operations = [operation for methods in document["paths"].values() for operation in methods.values()]
    assert operations
    assert [one["operationId"] for one in operations if not one.get("summary")] == []
    assert all(
        "faults" in one["responses"]["default"]["content"]["application/json"]["schema"]["properties"]
        for one in operations
    )
    assert {"Bearer", "Session"} <= set(document["components"]["securitySchemes"])


def test_no_page_of_documentation_loads_foreign_scripts():
    assert Client().get("/api/v1/docs").status_code == 404
