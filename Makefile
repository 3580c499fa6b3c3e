# Every target sets up what it needs under .venv and touches nothing else.
PYTHON ?= python3
BIN := .venv/bin
# Give a slow or flaky package index a few more tries before an install fails.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --retries 10 --timeout 60
# Pins carry hashes and name no index, so that any mirror serves.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header

.DEFAULT_GOAL := help
.PHONY: help try test check format docs pictures relevance vectors weights classifier sentences truth bench chaos attack image supply kubernetes digests pins clean

help: ## show these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

try: .venv/.run ## open the terminal workspace
	@$(BIN)/paperround try

# Half of the time to collect the tests goes into rewriting their asserts, which Python keeps where it may write bytecode.
# The few longest tests stand alone in their files: a worker that has nothing left takes over half of the other's rest.
test: .venv/.dev ## run the tests, with branch coverage
	@rm -f .coverage .coverage.*
	@PYTHONDONTWRITEBYTECODE= $(BIN)/coverage run -m pytest -n 2 --dist worksteal
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

check: .venv/.dev ## check format, lint, types and import rules
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/.dev ## format and mend what can be mended
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

docs: .venv/.dev ## write the tables of settings in README.md and docs/ anew
	@$(BIN)/python -m tests.settings_tables

relevance: .venv/.dev ## measure selection on the judged weeks
	@$(BIN)/python -m tests.relevance

vectors: .venv/.dev ## train the shipped term vectors anew on the weeks at hand
	@OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 $(BIN)/python -m tests.training.term_vectors

weights: .venv/.dev ## fit what each kind of evidence counts on the judged topics
	@$(BIN)/python -m tests.training.weights

sentences: .venv/.dev ## fit what each feature of a sentence counts, on abstracts that editors have marked: make sentences MARKS="A.jsonl B.jsonl"
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.training.sentences $(MARKS)

stories: .venv/.dev ## fit what makes a way to tell a paper a good one, on ways that editors have judged: make stories JUDGED="A.jsonl"
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.training.stories $(JUDGED)

classifier: .venv/.dev ## fit what each feature of a claim counts, on statements with their truth: make classifier SETS="A.json B.json"
	@$(BIN)/python -m tests.training.classifier $(SETS)

pictures: .venv/.dev ## write the transcript in README.md anew, and with DRAW=PROGRAM the pictures in docs/
	@$(BIN)/python -m tests.pictures $(DRAW)

truth: .venv/.dev ## measure the check on true and false statements written without sight of it
	@$(BIN)/python -m tests.truth

bench: .venv/.dev ## measure speed and memory beside references in the same run
	@$(BIN)/python -m tests.bench

chaos: .venv/.dev ## kill and break everything while a round is delivered, twenty times
	@$(BIN)/python -m tests.chaos

attack: .venv/.dev ## break what was broken before, row by row, and say how it held
	@$(BIN)/python -m tests.attack

image: .venv/.dev ## play the steps of the Dockerfile in an empty folder, without Docker
	@$(BIN)/python -m tests.deploy.dockerfile

supply: .venv/.dev ## write build/sbom.json and build/licences.md of what is shipped, and ask what is known against it
	@$(BIN)/python -m tests.deploy.supply

kubernetes: .venv/.dev ## check the Kubernetes example against Kubernetes' own schemas
	@$(BIN)/uv tool run --quiet kubernetes-validate --strict docs/kubernetes.yaml

digests: ## say the digests of the base images as they are now, to be put into the Dockerfile and compose.yaml
	@for image in $$(grep -hoE '(python|valkey/valkey):[a-z0-9.-]+' Dockerfile compose.yaml docs/kubernetes.yaml | sort -u); do \
	  docker buildx imagetools inspect --format "$$image@{{.Manifest.Digest}}" $$image; done

pins: .venv/.dev ## compile the pinned dependencies anew
	@$(COMPILE) pyproject.toml -o requirements.txt
	@$(COMPILE) --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@echo hatchling | $(COMPILE) -c requirements-dev.txt - -o requirements-build.txt

clean: ## remove the virtual environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Paperround needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 …")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python has no venv module here. On Debian: apt-get install python3-venv" >&2; exit 1; }

.venv/.run: .venv/bin/python requirements.txt requirements-build.txt pyproject.toml
	@echo "Setting up .venv (once, about half a minute) …" >&2
	@$(PIP) install --require-hashes -r requirements.txt -r requirements-build.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/bin/python requirements-dev.txt requirements-build.txt pyproject.toml
	@echo "Setting up .venv for development (once, about a minute) …" >&2
	@$(PIP) install --require-hashes -r requirements-dev.txt -r requirements-build.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/.run
