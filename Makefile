# Two commands do everything on a fresh Debian or Ubuntu: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test check parts bench clean

run: $(VENV)/run.stamp
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: $(VENV)/test.stamp
	$(MAKE) --no-print-directory -j 2 check parts
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

parts:
	tests/install_parts.sh

check: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/test.stamp
	$(BIN)/python -m bench

$(VENV)/made.stamp:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV) || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -q && apt-get install -y -q python3-venv && \
	  $(PYTHON) -m venv $(VENV); } || \
	  { echo "Thiếu gói python3-venv: chạy 'sudo apt-get install python3-venv' rồi làm lại."; exit 1; }
	touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/test.stamp: $(VENV)/made.stamp requirements.txt requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/run.stamp

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis
