# Type `make` for the list of targets. The environment is made once in .venv, from locked and hashed requirements.

PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN = .venv/bin
INSTALL = VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet
MESSAGES = $(shell find src -name '*.po')
# One test at a time to whom has none, so that no worker ends with a long one.
PYTEST = $(BIN)/python -m pytest --numprocesses 2 --dist load --maxschedchunk 1
# Where queries are made, and one test that asks for every page: what another database might answer otherwise.
ASKING = tests/org tests/plan tests/test_writers.py tests/config/test_every_address.py \
	$(addprefix tests/importers/test_,deciding.py next_version.py purge.py queries.py)
WATCHED = tests/laws tests/documents tests/importers/interpret

.PHONY: help demo test check fix bench docs lock
help:
	@echo "make demo    a fictional employer's register in your browser"
	@echo "make test    every test, in the browser and on PostgreSQL too"
	@echo "make check   formatting, types, imports, translations, migrations, locks"
	@echo "make fix     formats everything and collects new texts to translate"
	@echo "make bench   how fast plans are read and pages are made"
	@echo "make docs    checks the documents and renews what is made from the code"

demo: .venv/runtime .venv/messages
	@$(BIN)/jamn demo

test: .venv/dev .venv/messages
	@$(BIN)/python tools/needs.py chromium postgresql pdftotext
	@failed=0; run() { echo "$$*"; "$$@" || failed=1; }; \
	echo "On SQLite: what asks a database"; \
	run $(PYTEST) $(ASKING); \
	echo "Without a database, every line watched: what must be covered whole"; \
	run $(PYTEST) $(WATCHED) -m watched --cov --cov-report=; \
	run $(BIN)/coverage report; \
	echo "On PostgreSQL: everything else"; \
	run $(PYTEST) -p tests.postgres -m "not watched"; \
	exit $$failed

CHECKS = check-code check-types check-templates check-house check-translations check-migrations check-locks
check: .venv/dev .venv/messages
	@$(BIN)/python tools/needs.py gettext
	@$(MAKE) --no-print-directory --keep-going --jobs 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) $(CHECKS)

.PHONY: $(CHECKS)
check-code:
	$(BIN)/ruff format --check
	$(BIN)/ruff check
check-types:
	$(BIN)/mypy
check-templates:
	$(BIN)/djangofmt --check --extend-exclude '*.jinja' src
	$(BIN)/djangofmt check --extend-exclude '*.jinja' src
check-house:
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --quiet --no-header tests/test_house.py
check-translations:
	$(BIN)/python tools/translations.py check
check-migrations:
	$(BIN)/jamn manage makemigrations --check --dry-run
check-locks:
	$(BIN)/python tools/locks.py

fix: .venv/dev
	@$(BIN)/python tools/needs.py gettext
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format
	-$(BIN)/djangofmt --quiet --extend-exclude '*.jinja' src
	$(BIN)/python tools/translations.py extract

bench: .venv/dev .venv/messages
	$(BIN)/python -m tools.bench $(PARTS)

docs: .venv/dev .venv/messages
	$(BIN)/python tools/needs.py chromium
	$(BIN)/python -m tools.docs
	$(BIN)/python -m pytest --quiet --no-header tests/docs

# The locks: after a change of the dependencies in pyproject.toml. Without it, the versions in them stay.
LOCK = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" --quiet
lock: .venv/made
	$(LOCK) --group build -o requirements.txt
	$(LOCK) --group dev -c requirements.txt -o requirements-dev.txt

# The environment, in steps that are done once: Python and uv; what runs; what checks and tests; the translations.
.venv/made:
	@test -n "$(PYTHON)" || { echo "Jamn needs Python 3.11 or later." >&2; exit 1; }
	@$(PYTHON) tools/needs.py venv
	$(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.txt > .venv/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.txt
	@touch $@

.venv/runtime: .venv/made requirements.txt pyproject.toml
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/runtime requirements-dev.txt
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

.venv/messages: .venv/runtime $(MESSAGES)
	@$(BIN)/python tools/translations.py compile
	@touch $@
