from __future__ import annotations

from http import HTTPStatus

import pytest


@pytest.mark.parametrize(
    ("language", "heading"), [("nb", "Oversikt"), ("nn", "Oversyn"), ("sv", "Översikt"), ("en", "Overview")]
)
def test_show_the_pages_in_the_persons_own_language(signed_in, people, language, heading) -> None:
    client = signed_in(people.adviser)
    done = client.post("/language/", {"language": language, "next": "/"})
    assert (done.status_code, done["Location"]) == (302, "/")
    people.adviser.refresh_from_db()
    assert people.adviser.language == language
    page = signed_in(people.adviser).get("/", headers={"accept-language": "de"})
    assert f'<html lang="{language}"' in page.text
    assert f"<title>{heading} · Jamn</title>" in page.text
    assert page["Content-Language"] == language


def test_remember_the_language_of_one_who_has_not_signed_in(client, db) -> None:
    assert '<html lang="nb"' in client.get("/sign-in/").text
    client.post("/language/", {"language": "sv", "next": "/sign-in/"})
    assert '<html lang="sv"' in client.get("/sign-in/").text


def test_follow_the_browser_until_someone_chooses(client, db) -> None:
    assert '<html lang="nn"' in client.get("/sign-in/", headers={"accept-language": "nn-NO,nb;q=0.8"}).text


def test_remember_the_colours(client, db) -> None:
    assert 'data-color-scheme="auto"' in client.get("/sign-in/").text
    done = client.post("/theme/", {"theme": "dark", "next": "/sign-in/"})
    assert (done.status_code, done["Location"]) == (302, "/sign-in/")
    assert 'data-color-scheme="dark"' in client.get("/sign-in/").text
    assert client.cookies["jamn_theme"]["httponly"]


def test_refuse_colours_and_languages_that_are_none(client, db) -> None:
    client.cookies["jamn_theme"] = '"><script>'
    assert 'data-color-scheme="auto"' in client.get("/sign-in/").text
    assert client.post("/theme/", {"theme": "mauve"}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post("/language/", {"language": "xx"}).status_code == HTTPStatus.BAD_REQUEST
    assert client.get("/theme/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert client.get("/language/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize("path", ["/theme/", "/language/"])
def test_return_to_our_own_pages_only(client, db, path) -> None:
    sent = {"theme": "dark", "language": "sv", "next": "https://elsewhere.example/"}
    assert client.post(path, sent)["Location"] == "/"
