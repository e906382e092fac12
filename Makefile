# For maintainers; every target only calls what is there. Readers need start.py alone.
PYTHON = .venv/bin/python
PYTHON3 = python3

.PHONY: lessons data docs editions lock newest lint bench results test words

lessons: data  ## run every lesson afresh and store it with its outputs
	$(PYTHON) tools/store_lessons.py

data:  ## what is derived from other data, and the checksums of the data package
	$(PYTHON) -m tools.derive_dates
	$(PYTHON) tools/package_data.py

docs:  ## what the documents show of the data: session plans, glossary, and the table of claims in README.md
	$(PYTHON) -m tools.sessions --write
	$(PYTHON) -m tools.coverage
	$(PYTHON) -m tools.glossary

editions:  ## reader's and teacher's edition of all lessons, with handouts to print, into dist/editions
	$(PYTHON) -m tools.editions

words:  ## the list of words that helpers show, for translators
	$(PYTHON) tools/extract_words.py

lock:  ## requirements.lock from pyproject.toml
	$(PYTHON) tools/lock.py

newest:  ## all tests with the newest versions that the bounds allow; PYTHON3=python3.13 tries another Python
	$(PYTHON) tools/lock.py requirements-newest.lock
	TEMPO_LOCK=requirements-newest.lock TEMPO_VENV=.venv-newest $(PYTHON3) start.py test

lint:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

results:  ## benchmarks/RESULTS.md: speed, memory, thirty readers, faults, fuzzing; about an hour on a quiet machine
	$(PYTHON) -m benchmarks.results

bench:  ## speed and memory beside what others use, as JSON lines
	$(PYTHON) benchmarks/run.py

test:
	python3 start.py test
