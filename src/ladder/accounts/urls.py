"""Addresses under /people/."""

from django.urls import path

from ladder.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.list_people, name="people"),
    path("new/", views.create_person, name="create"),
    path("tokens/", views.show_tokens, name="tokens"),
    path("tokens/<uuid:public_id>/end/", views.revoke_token, name="revoke_token"),
    path("<uuid:public_id>/", views.show_person, name="person"),
    path("<uuid:public_id>/password/", views.renew_password, name="renew_password"),
    path("<uuid:public_id>/factors/", views.remove_factors, name="remove_factors"),
    path("<uuid:public_id>/active/", views.set_active, name="set_active"),
]
