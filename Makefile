# make setup    the project and its tools in .venv, its kernels compiled
# make demo     plan the demo team's week; open out/team/report.html
# make test     lint, types, tests
# make bench    speed and quality against stored results
# make picture  README's picture, from the report of the last make demo
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

# Whatever the environment says: without compiled modules kept, each start of the service takes 6 s instead of 2.
export PYTHONDONTWRITEBYTECODE :=

# Three at once on two cores: tests of the service often wait for other processes. A file stays together, as what it shares.
.PHONY: setup demo test bench picture

setup: .venv/.ready

# The machine's own pip fills the environment, so that Debian's python3-venv is not needed; what is never imported is never compiled.
.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv --clear --without-pip .venv
	$(PYTHON) -m pip --python $(BIN)/python install -qq --disable-pip-version-check --no-compile --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m optimiser.warm_up
	@touch $@

demo: setup
	$(BIN)/rota demo team --out out/team

test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 3 --dist loadfile

bench: setup
	$(BIN)/pytest benchmarks --benchmark-columns=median,min,max,rounds --benchmark-sort=name
	$(BIN)/rota-bench regress --json out/regress.json
	$(BIN)/rota-bench compare benchmarks/results/regress.json out/regress.json

picture: setup
	$(BIN)/python -m benchmarks.picture out/team/report.html fixtures/report.png
