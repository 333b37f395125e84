from __future__ import annotations

import pytest

from jamn.config import settings
from jamn.config.settings import _database


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://anna:p%40ss@db.example:5433/jamn?sslmode=require",
            ("jamn", "anna", "p@ss", "db.example", 5433, {"options": "-c jit=off", "sslmode": "require"}),
        ),
        (
            "postgresql:///jamn?host=/run/postgresql",
            ("jamn", "", "", "", "", {"options": "-c jit=off", "host": "/run/postgresql"}),
        ),
    ],
)
def test_read_the_address_of_the_database(url, expected) -> None:
    found = _database(url)
    assert tuple(found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")) == expected


def test_embed_a_database_that_many_threads_can_write() -> None:
    found = _database(None)
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_keep_the_data_from_other_users_of_the_machine(monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("JAMN_SECRET_KEY", raising=False)
    monkeypatch.setattr(settings, "DATA", tmp_path / "data")
    key = settings._secret_key()
    assert (settings.DATA.stat().st_mode & 0o777, (settings.DATA / "secret-key").stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )
    assert settings._secret_key() == key
