"""Runs the tests on PostgreSQL: `pytest -p tests.postgres`.

Starts a cluster that lives as long as the test run, reached through a socket in a folder of its own. A database named
by `JAMN_DATABASE_URL` is used instead where there is one. Loaded with `-p` so that the address is known before the
settings are read; pytest-xdist's workers inherit it.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest

from tools.postgres import Cluster, ClusterError

_running: list[Cluster] = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, Any, Any]:
    """Before pytest-django reads the settings."""
    if "JAMN_DATABASE_URL" not in os.environ:
        try:
            _running.append(Cluster())
            os.environ["JAMN_DATABASE_URL"] = _running[0].start()
        except ClusterError as problem:
            pytest.exit(str(problem), returncode=2)
    return (yield)


def pytest_report_header() -> str:
    """Which database the tests run on."""
    return f"database: {os.environ['JAMN_DATABASE_URL']}"


def pytest_unconfigure() -> None:
    """When the last test has run."""
    while _running:
        _running.pop().stop()
