"""`jamn`: the command line.

Imports stand inside the commands that need them: `jamn read-plan` must start fast and never sets Django up.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command. Returns the exit code: 0 done, 2 the input cannot be used."""
    parser = argparse.ArgumentParser(prog="jamn", description="The equality plan as a living register.")
    commands = parser.add_subparsers(dest="command", required=True)
    read_plan = commands.add_parser("read-plan", help="read a plan from a file and print it as JSON")
    read_plan.add_argument("file", type=Path, help="Word, Excel, ODS, CSV, PDF, HTML, Markdown or text")
    pay = commands.add_parser("pay", help="map the pay of a payroll file: gaps, indicators, comparisons")
    pay.add_argument("file", type=Path, help="Excel, OpenDocument, CSV or Parquet, a row for each person")
    pay.add_argument("--out", type=Path, help="also write the figures to this .json, .xlsx or .parquet file")
    pay.add_argument("--country", choices=("no", "se", "eu"), default="no", help="whose conventions (default: no)")
    pay.add_argument("--engine", choices=("duckdb", "polars", "spark"), default="duckdb", help="what asks the file")
    pay.add_argument("--least", type=int, default=5, help="persons of a sex that a figure is of (default: 5)")
    demo = commands.add_parser("demo", help="a fictional employer's register, for your browser")
    serve = commands.add_parser("serve", help="bring database and files up to date, and run the server and the worker")
    for runs in (demo, serve):
        runs.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
        runs.add_argument("--port", type=int, default=8000, help="the port (default: %(default)s)")
    serve.add_argument("--workers", type=int, default=2, help="processes that answer (default: %(default)s)")
    manage = commands.add_parser(
        "manage", help="Django's own commands (migrate, changepassword, create_employer, …)", add_help=False
    )
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    match options.command:
        case "manage":
            return _manage(options.rest)
        case "demo":
            return _demo(options.host, options.port)
        case "serve":
            return _serve(options.host, options.port, options.workers)
        case "pay":
            return _pay(options)
        case _:
            return _read_plan(options.file)


MOST_MEMORY = 900 * 2**20
"""Bytes that reading a plan may take. Three hundred dense pages take 300 MB; a file that needs more is an attack."""


def _read_plan(file: Path) -> int:
    from jamn.documents import read
    from jamn.documents.blocks import Unreadable
    from jamn.importers import interpret

    try:
        with _memory_ceiling():
            plan = interpret.as_json(interpret.plan(read.document(file)))
    except Unreadable as problem:
        print(f"jamn: {problem}", file=sys.stderr)
        return 2
    except MemoryError:
        print(f"jamn: {read.TOO_MUCH.format(name=file.name)}", file=sys.stderr)
        return 2
    json.dump(plan, sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _pay(options: argparse.Namespace) -> int:
    """Map the pay of a file, and say what is being done, since a nation's payroll takes a minute."""
    from rich.console import Console

    from jamn import pay

    console, problems = Console(), Console(stderr=True)
    try:
        if options.out:
            pay.may_be_written(options.out)
        with problems.status("Reading") as status:
            payroll = pay.on(pay.read_payroll(options.file), options.engine)
            checks = payroll.checked()
            mapping = pay.map_pay(
                payroll,
                pay.PROFILES[options.country],
                policy=pay.Policy(least=options.least),
                told=status.update,
            )
        if options.out:
            pay.written(mapping, options.out)
    except (ValueError, OSError) as problem:
        print(f"jamn: {problem}", file=sys.stderr)
        return 2
    pay.printed(mapping, checks, console)
    return 0


@contextmanager
def _memory_ceiling() -> Iterator[None]:
    """No more memory than `MOST_MEMORY` above what is held, while a file is read: beyond it, Python raises MemoryError.

    Windows has no such ceiling, and macOS does not keep it.
    """
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceilings = [each for each in (_held() + MOST_MEMORY, soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(ceilings), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _held() -> int:
    """Bytes of data that the process has mapped, where the system tells."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _manage(rest: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jamn.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["jamn manage", *rest])
    return 0


def _demo(host: str, port: int) -> int:
    """Serve fictional employers from a database and a folder of their own, apart from anything real."""
    os.environ["JAMN_DATA"] = str(Path(os.environ.get("JAMN_DATA", "var")) / "demo")
    for real in ("JAMN_DATABASE_URL", "JAMN_EMAIL_URL", "JAMN_URL"):
        os.environ.pop(real, None)
    port = _free_port(host, port)
    os.environ["JAMN_URL"] = f"http://{host}:{port}"
    prepare()
    from django.core.management import call_command

    call_command("demo")
    print("Mails are sent to nobody: they are printed here.")
    return _run(host, port, workers=1)


def _serve(host: str, port: int, workers: int) -> int:
    prepare()
    return _run(host, port, workers)


def prepare() -> None:
    """Bring the database's tables, the cache's table and the static files up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jamn.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _free_port(host: str, port: int) -> int:
    """The port, or the first free one of the twenty that follow it."""
    for candidate in range(port, port + 20):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind((host, candidate))
            except OSError:
                continue
            return candidate
    raise SystemExit(f"jamn: the ports {port} to {port + 19} are taken; choose another with --port.")


def server(host: str, port: int, workers: int) -> list[str]:
    """The module that serves the pages, and its arguments."""
    command = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    return [*command, "--blocking-threads", "4", "--log-level", "warning", "jamn.config.wsgi:application"]


def _run(host: str, port: int, workers: int) -> int:
    """Run the web server and the worker side by side until Ctrl-C, or until one of them ends. Returns its exit code."""
    import signal
    import subprocess
    import time

    # A session of their own: Ctrl-C reaches this process alone, which then ends them in order.
    processes = [
        subprocess.Popen([sys.executable, "-m", *command], start_new_session=True)
        for command in (server(host, port, workers), ["jamn", "manage", "db_worker", "--verbosity=0"])
    ]
    for asked_to_stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked_to_stop, signal.default_int_handler)
    address_told = False
    tidied_at = -float(DAY)
    try:
        while all(process.poll() is None for process in processes):
            if not address_told and _answers(host, port):
                address_told = True
                print(f"\nJamn is at http://{host}:{port}/ (Ctrl-C stops it)\n", flush=True)
            if time.monotonic() - tidied_at > DAY:
                tidied_at = time.monotonic()
                _ask_to_tidy_up()
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
    return max(process.returncode for process in processes) or 1


DAY = 24 * 60 * 60
"""Seconds from one tidying up to the next."""


def _ask_to_tidy_up() -> None:
    """Let the worker delete what is kept no longer. A database that is away now is asked again tomorrow."""
    import logging

    from django.db import DatabaseError, connections

    from jamn.home.tasks import tidy_up

    try:
        tidy_up.enqueue()
    except DatabaseError:
        logging.getLogger(__name__).exception("The daily tidying up could not be asked for.")
    finally:
        connections.close_all()


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=0.2):
            return True
    except OSError:
        return False
