# make lab     set up what is missing, and open the course in JupyterLab
# make test    set up what the tests need, and run them all
# make format  bring code and notebooks into their one form
# make data    write the case data from its declarations
# make lock    pin the newest versions that fit, after a change of pyproject.toml
# make clean   remove what was set up or built; your answers in work/ stay
#
# Only Python 3.11 or later, make and git are assumed. Another Python: make lab PYTHON=python3.13
PYTHON ?= python3
LAB_ARGS ?=
BIN := .venv/bin
# Empty files whose dates say what is done, so that a second start takes seconds.
PACKAGES := .venv/.packages
COURSE := .venv/.course

.PHONY: ready lab test format data lock clean
.DEFAULT_GOAL := lab

$(PACKAGES): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "The course needs Python 3.11 or later; $(PYTHON) is %d.%d. Name another: make PYTHON=python3.13" % sys.version_info[:2])'
	@test -x $(BIN)/python || { echo "Making .venv."; $(PYTHON) -m venv .venv; }
	@echo "Fetching the packages that requirements.lock names; this takes some minutes, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

# pip compiles the packages' bytecode as it installs them; an editable install leaves ours to be compiled here.
$(COURSE): $(PACKAGES) pyproject.toml course/_version.py
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q course
	@touch $@

ready: $(COURSE)
	@test -d node_modules || echo "Building the browser code; this takes about 20 seconds, once."
	@$(BIN)/python -m course.lab.build

lab: ready
	@$(BIN)/course lab -- $(LAB_ARGS)

test: ready
	@bash .ci/tools
	@bash .ci/tests $(BIN)

format: ready
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/course format

data: ready
	@$(BIN)/course data

lock: ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	@$(BIN)/python .ci/lock

clean:
	rm -rf .venv node_modules build dist course/lab/labextensions .mypy_cache .pytest_cache .ruff_cache
