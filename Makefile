# README's two commands: `make demo` and `make test`. Each works on a fresh clone, and again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TODAY := 2026-11-23

.PHONY: demo test check generated images docs proof bench clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-for-tests: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed
	$(BIN)/journeyctl lint --today $(TODAY)
	$(BIN)/journeyctl build --today $(TODAY)
	@echo
	@echo "The site: file://$(CURDIR)/site/index.html"

test: $(VENV)/.installed-for-tests
	@sh tools/need_programs.sh
	$(MAKE) check
	$(BIN)/coverage erase
	$(BIN)/pytest --numprocesses 2 --cov --cov-report=term:skip-covered --durations 10

check: $(VENV)/.installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry journeyctl
	$(BIN)/deptry tools tests benchmarks --exclude .venv --ignore DEP002,DEP004
	$(BIN)/python tools/dead_code.py

generated: $(VENV)/.installed-for-tests
	$(BIN)/python tools/write_schemas.py
	$(BIN)/python tools/write_reference.py
	$(BIN)/python tools/write_rules.py
	$(BIN)/python tools/write_reports.py
	$(BIN)/python tools/write_commands.py
	$(BIN)/python tools/write_settings.py
	$(BIN)/python tools/write_formats.py
	$(BIN)/python tools/write_dependencies.py
	$(BIN)/python tools/write_locale.py

# the pictures of README and docs, when the look has changed
images: $(VENV)/.installed-for-tests
	$(BIN)/python tools/write_images.py

docs: $(VENV)/.installed
	$(BIN)/python tools/write_docs_site.py public

proof: $(VENV)/.installed-for-tests
	JOURNEYCTL_PROOF=1 $(BIN)/pytest tests/properties tests/lint/test_cache.py --hypothesis-show-statistics

bench: $(VENV)/.installed
	$(BIN)/python benchmarks/bench.py

clean:
	rm -rf $(VENV) site public .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
