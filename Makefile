# make demo      the whole walk on made-up people
# make test      the tests that need pip alone (under three minutes)
# make test-full what takes longer: system servers, corpus, fuzzing, state machines, the Google contract, browsers
# make pythons   the tests of `make test` on other Pythons (PYTHONS="python3.12 python3.13"), each in an environment of its own
# make nightly   the longest counts; their results are recorded in benchmarks/results
# make bench     comparable measurements, as ratios
# make made      what is made from the code: the hooks page, schemas, pictures, the lock of the public API
# make docs      the documentation as a site in build/docs
# make corpus    real-world files judged (needs RECONNECT_SHARED)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PLUGINS := plugins/reconnect-csv plugins/reconnect-carddav
ALL_PLUGINS := $(sort $(wildcard plugins/*))
PROJECTS := pyproject.toml $(wildcard plugins/*/pyproject.toml)
# What is used is compiled when it is first used; much of what is installed never is.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
# The backend once, not in an environment of its own for each of our projects; and a pip that finds versions fast,
# where an interpreter brings one that takes longer to look for them than all else.
BACKEND := "pip>=25" "hatchling>=1.26" "editables>=0.5"
RECONNECT_FUZZ ?=
PYTHONS ?= python3.12 python3.13
# Where it is set every process of the tests would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test collected fast pythons test-full beside long test-system test-servers test-google-contract corpus nightly made \
  docs bench lint clean

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) $(BACKEND)

$(VENV)/.demo: $(BIN)/python $(PROJECTS)
	$(PIP) --no-build-isolation -e ".[cli,pages]" $(foreach plugin,$(PLUGINS),-e $(plugin))
	touch $@

$(VENV)/.test: $(BIN)/python $(PROJECTS)
	$(PIP) --no-build-isolation -e ".[cli,testing,dev]" $(foreach plugin,$(PLUGINS),-e $(plugin)) \
	  $(foreach plugin,$(filter-out $(PLUGINS),$(ALL_PLUGINS)),-e $(plugin)) \
	  "caldav>=3.6" "publicsuffixlist>=1" "radicale>=3.3" "xandikos>=0.2.12" "trustme>=1.1"
	touch $@ $(VENV)/.demo

$(VENV)/.docs: $(VENV)/.test
	$(PIP) --no-build-isolation -e ".[docs]"
	touch $@

# npm for axe-core and for the referee of the Google contract; where it is missing, Debian's
$(VENV)/.npm: $(VENV)/.test
	command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends npm; }
	touch $@

# Debian's Chromium and axe-core, for the tests of the pages; what cannot be had fails here
$(VENV)/.browser: $(VENV)/.npm
	command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }
	$(PIP) "playwright>=1.49"
	npm install --silent --no-fund --no-audit --prefix $(VENV)/browser axe-core@4
	touch $@

demo: $(VENV)/.demo
	$(BIN)/reconnect demo

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Two cores: the linters beside one look at all tests, so that the workers find them compiled.
test: $(VENV)/.test
	$(MAKE) --no-print-directory -j 2 --output-sync=target lint collected
	$(MAKE) --no-print-directory fast

collected: $(VENV)/.test
	$(BIN)/pytest -q -q --collect-only -m "not full and not nightly" > /dev/null

# four workers on two cores, since many tests wait for a server or a process
fast: $(VENV)/.test
	$(BIN)/pytest -q -n 4 --dist loadgroup -m "not full and not nightly"

pythons:
	for python in $(PYTHONS); do $(MAKE) --no-print-directory fast PYTHON=$$python VENV=.venv-$$python || exit 1; done

corpus: $(VENV)/.test
	$(BIN)/python -m tests.corpus

test-servers: $(VENV)/.test
	$(BIN)/python -m tests.servers

test-google-contract: $(VENV)/.npm
	$(BIN)/python plugins/reconnect-google/tests/contract $(VENV)/referee

# Two at a time: the long tests, and beside them, one after the other, what installs servers or needs no worker.
test-full: $(VENV)/.test $(VENV)/.docs $(VENV)/.browser
	$(MAKE) --no-print-directory -j 2 --output-sync=line long beside

beside: $(VENV)/.test $(VENV)/.npm
	for one in corpus test-google-contract test-servers test-system; do $(MAKE) --no-print-directory $$one || exit 1; done

long: $(VENV)/.test $(VENV)/.docs $(VENV)/.browser
	RECONNECT_FUZZ=2000 RECONNECT_MACHINE=500 $(BIN)/pytest -q -n 3 --dist loadgroup -m "full and not nightly and not system"

test-system: $(VENV)/.test
	$(BIN)/pytest -q -m "full and not nightly and system"

nightly: $(VENV)/.test $(VENV)/.docs $(VENV)/.browser
	RECONNECT_FUZZ=100000 RECONNECT_MACHINE=10000 $(BIN)/pytest -q -n 2 --dist loadgroup -m "full or nightly"

made: $(VENV)/.test
	for one in docs.reference docs.schemas docs.diagram docs.picture api.signatures; do $(BIN)/python -m tests.$$one || exit 1; done

docs: $(VENV)/.docs
	$(BIN)/sphinx-build -q -W --keep-going -b html -c docs . build/docs

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .venv-* reconnect-demo
