from __future__ import annotations

import pytest

from tools import needs


@pytest.fixture
def cowbell(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A need for cowbell, which is there once it has been installed."""
    there: list[str] = []
    need = needs.Need(lambda: bool(there), "cowbell", "more of it")
    monkeypatch.setattr(needs, "NEEDS", {"cowbell": need})
    return there


def test_install_what_is_missing(cowbell: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "_install", cowbell.extend)
    assert needs.main(["cowbell"]) == 0
    assert cowbell == ["cowbell"]


def test_leave_alone_what_is_there(cowbell: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "_install", pytest.fail)
    cowbell.append("here")
    assert needs.main(["cowbell"]) == 0


def test_say_what_to_type_where_nothing_may_be_installed(
    cowbell: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(needs, "_apt", lambda: None)
    assert needs.main(["cowbell"]) == 1
    assert capsys.readouterr().err == (
        "Missing: cowbell, for more of it.\nType this, then try again:\n    sudo apt-get install --yes cowbell\n"
    )
