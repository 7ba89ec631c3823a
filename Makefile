# `make` alone lists the commands. Everything a command needs is made on the way.
PYTHON ?= python3
PY := .venv/bin/python
# No index and no folder of this machine may end up in the pins.
PIN = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make requirements' \
	$(if $(UPGRADE),--upgrade)

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: .venv-run ## run the site as in production, on http://127.0.0.1:8000/ (PORT= changes it)
	@$(PY) -m portal.serve

dev: .venv-dev ## run the site for development: reloads itself, shows errors
	@$(PY) -m portal.serve dev

test: .venv-dev ## run every test, in parallel, on a real PostgreSQL
	@$(PY) -m portal.translations
	@$(PY) -m portal.postgres start
	@$(PY) -m pytest -n logical --dist worksteal $(ARGS)

lint: .venv-dev ## look for faults and bad form (`make format` mends the form)
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m portal.postgres start
	@$(PY) manage.py check --fail-level WARNING
	@$(PY) manage.py makemigrations --check --dry-run

format: .venv-dev ## mend the form of the code
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

db-start: .venv-run ## start the private PostgreSQL and leave it running
	@$(PY) -m portal.postgres start

db-stop: .venv-run ## stop the private PostgreSQL
	@$(PY) -m portal.postgres stop

db-shell: db-start ## open psql on the site's database
	@$(PY) -m portal.postgres shell

bench-reading: .venv-dev ## measure how well newspaper pages are read
	@$(PY) -m bench.reading

bench-texts: .venv-dev ## measure how the time for a text grows with its length
	@$(PY) -m bench.texts

bench-search: .venv-dev ## measure how well and how fast programs are found (ARGS=--help)
	@$(PY) -m portal.postgres start
	@$(PY) -m bench.search $(ARGS)

requirements: .venv-dev ## pin what requirements*.in name, with hashes (UPGRADE=1: the newest)
	$(PIN) requirements.in -o requirements.txt
	$(PIN) requirements-dev.in -o requirements-dev.txt

clean: ## stop the database, then delete it and everything else that can be made again
	@$(PYTHON) -m portal.postgres remove
	rm -rf .venv var .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f locale/*/LC_MESSAGES/*.mo

.venv-run:
	@$(PYTHON) portal/install.py

.venv-dev:
	@$(PYTHON) portal/install.py dev

.PHONY: help run dev test lint format db-start db-stop db-shell bench-reading bench-texts bench-search requirements clean .venv-run .venv-dev
