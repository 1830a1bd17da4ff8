# The only list of commands. Set-up needs Python 3.11 or newer, git and make; everything else comes by the hashed locks.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
RUN := .venv/bin/python

.PHONY: demo test check bench messages lock need-python

need-python:
	@test -n "$(PYTHON)" || { echo "Cobalt Ladder needs Python 3.11 or newer on the path."; exit 1; }

demo: need-python  ## set up, load the demonstration, serve on http://127.0.0.1:$${PORT:-8000}
	@$(PYTHON) tools/setup.py web
	@LADDER_DEMO=1 $(RUN) -m ladder demo

test: need-python  ## every test, on SQLite and, where its programs are there, on PostgreSQL
	@$(PYTHON) tools/setup.py dev
	@$(RUN) tools/run_tests.py $(ARGS)

check: need-python  ## format, lint, types, directions, templates, migrations, generated pages
	@$(PYTHON) tools/setup.py dev
	@$(RUN) tools/run_checks.py

bench: need-python  ## speed beside its limits and peers; prints ratios, asserts nothing
	@$(PYTHON) tools/setup.py dev
	@$(RUN) tools/run_bench.py $(ARGS)

messages: need-python  ## collect the interface's texts into src/ladder/locale
	@$(PYTHON) tools/setup.py dev
	@PYTHONPATH=src:. $(RUN) tools/collect_messages.py

lock:  ## renew the hashed locks (needs uv)
	@for name in base web dev node; do uv pip compile --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header -q requirements/$$name.in -o requirements/$$name.txt || exit 1; done
