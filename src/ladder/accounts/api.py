"""Tokens for programs, and who they belong to."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from ladder.accounts.api_auth import signed_in
from ladder.accounts.models import User
from ladder.accounts.queries import TokenRow, open_tokens
from ladder.accounts.services import create_token, revoke_token
from ladder.accounts.sign_in import Refused, sign_in
from ladder.accounts.tokens import LONGEST_DAYS, USUAL_DAYS

router = Router(tags=["accounts"])


class Credentials(Schema):
    """What a program signs in with."""

    username: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=200)]
    otp: Annotated[str, Field(max_length=40, description="One-time code, where the account has a second factor")] = ""
    name: Annotated[str, Field(min_length=1, max_length=80, description="What the token is for")] = "API"
    days: Annotated[int, Field(ge=1, le=LONGEST_DAYS, description="Days until it ends")] = USUAL_DAYS


class TokenOut(Schema):
    """A token without its secret."""

    id: Annotated[UUID, Field(validation_alias="public_id")]
    name: str
    created_at: datetime
    expires_at: datetime


class NewToken(TokenOut):
    """A token as it is shown once."""

    token: str


class Person(Schema):
    """Who is asking."""

    id: Annotated[UUID, Field(validation_alias="public_id")]
    username: str
    language: str
    is_demonstration: bool


def person_of(request: HttpRequest) -> User:
    """The person who signed in; for endpoints with `auth=signed_in`."""
    if isinstance(request.user, User):
        return request.user
    raise Http404


@router.post("/tokens", auth=None, response={201: NewToken}, summary="Make a bearer token")
def post_token(request: HttpRequest, credentials: Credentials) -> Status[dict[str, object]]:
    """Sign in with user name, password and, where set up, a one-time code. The token is shown only here."""
    try:
        user = sign_in(request, credentials.username, credentials.password, credentials.otp)
    except Refused as refusal:
        raise HttpError(refusal.status, refusal.sentence) from refusal
    token, row = create_token(user=user, name=credentials.name, life=timedelta(days=credentials.days))
    shown = {"public_id": row.public_id, "name": row.name, "created_at": row.created_at, "expires_at": row.expires_at}
    return Status(201, {**shown, "token": token})


@router.get("/tokens", auth=signed_in, response=list[TokenOut], summary="Your tokens")
def get_tokens(request: HttpRequest) -> list[TokenRow]:
    """The tokens of yours that still work."""
    return open_tokens(person_of(request), timezone.now())


@router.delete("/tokens/{uuid:token_id}", auth=signed_in, response={204: None}, summary="Revoke a token of yours")
def delete_token(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End a token at once. Another person's token answers 404."""
    person = person_of(request)
    if not revoke_token(user=person, public_id=token_id, actor=person):
        raise Http404
    return HttpResponse(status=204)


@router.get("/me", auth=signed_in, response=Person, summary="Who you are")
def get_me(request: HttpRequest) -> User:
    """The account that the token or the session belongs to."""
    return person_of(request)
