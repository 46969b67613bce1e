# Set-up, demonstration and checks. `make demo` and `make test` are all one needs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
DEV_STAMP := .venv/.installed-dev
BENCH_STAMP := .venv/.installed-bench
ASSETS := node_modules/.installed
SOURCES := pyproject.toml requirements/base.txt

.PHONY: install install-dev demo test lint format bench messages locks clean

install: $(STAMP) $(ASSETS)
	@$(BIN)/python -m haidang.foundation.web.messages compile

install-dev: install $(DEV_STAMP)

$(STAMP): $(SOURCES)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): $(STAMP) requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# What benchmarks compare with, and nothing else needs.
$(BENCH_STAMP): $(DEV_STAMP) requirements/bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

# Fonts and browser files come from npm, the editor of reports is bundled; where the machine has no Node, a wheel brings it.
$(ASSETS): package.json package-lock.json $(wildcard src/haidang/apps/reporting/editor/*.js) | $(STAMP)
	@command -v npm >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build
	@touch $@

demo: install
	$(BIN)/haidang demo

test: install-dev
	@scripts/ensure-chromium
	@scripts/test

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install-dev $(BENCH_STAMP)
	$(BIN)/python -m bench.report --every 20
	$(BIN)/python -m bench.report.reading
	$(BIN)/python -m bench.figures
	$(BIN)/python -m bench.figures.quality
	$(BIN)/python -m bench.figures.learn
	$(BIN)/python -m bench.figures.fuzz 30
	$(BIN)/python -m bench.figures.reading
	$(BIN)/python -m bench.plausibility
	$(BIN)/python -m bench.rounds
	$(BIN)/python -m bench.observations
	$(BIN)/python -m bench.enterprises
	$(BIN)/python -m bench.composite
	$(BIN)/python -m bench.overlaps
	$(BIN)/python -m bench.overlaps merge
	$(BIN)/python -m bench.plan_tables

messages: install-dev
	$(BIN)/python -m haidang.foundation.web.messages update

# Written anew only on purpose: hashes, no registry addresses.
locks:
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/base.in -o requirements/base.txt
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/dev.in -c requirements/base.txt -o requirements/dev.txt
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/parquet.in -c requirements/base.txt -o requirements/parquet.txt
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/bench.in -c requirements/dev.txt -o requirements/bench.txt
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/node.in -o requirements/node.txt

clean:
	rm -rf .venv node_modules build
