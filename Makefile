# Two commands: `make demo` and `make test`. Nothing is needed but Python 3.11 or later.
# make demo PEOPLE=60 PORT=8123 DATA=folder SEED=7 override the defaults.

PYTHON ?= python3
PEOPLE ?= 600
PORT ?= 8000
BIN := .venv/bin
export DJANGO_SETTINGS_MODULE := handrail.config.settings

.PHONY: help demo test fast check format bench tools ruff types contracts migrations messages

help:
	@echo "make demo     the demo organisation, served at http://localhost:$(PORT)/"
	@echo "make test     every test, on a private PostgreSQL (ARGS='-k maya' for some)"
	@echo "make fast     those without database or browser, in less than a minute"
	@echo "make check    all that CI runs"
	@echo "make format   write the code as ruff wants it"
	@echo "make bench    the measurements, one table"

demo:
	@$(PYTHON) bootstrap.py demo --people $(PEOPLE) --port $(PORT) \
		$(if $(DATA),--data "$(DATA)") $(if $(SEED),--seed $(SEED)) $(if $(DAYS),--days $(DAYS))

test:
	@$(PYTHON) bootstrap.py test -n 2 --max-worker-restart=0 $(ARGS)

# Rules of care, components, architecture: what most changes break first.
fast:
	@$(PYTHON) bootstrap.py test -n 2 handrail/clinical handrail/ui tests/architecture -m "not browser and not slow" $(ARGS)

# All that CI runs, in this order: what is quick to fail comes first.
check: tools ruff types contracts messages migrations test

tools:
	@$(PYTHON) bootstrap.py install

ruff:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy --strict handrail/clinical handrail/foundation handrail/pillars handrail/continuum handrail/interfaces handrail/config

contracts:
	$(BIN)/lint-imports

messages:
	$(BIN)/python -m handrail.operations.messages --check

migrations:
	$(BIN)/python -m handrail.operations.scratch makemigrations --check --dry-run

format:
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: tools
	$(BIN)/python -m bench $(ARGS)
