# News framing notebooks. `make help` lists what there is.
ARTICLE ?= corpus/lavrov_mali.txt
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help install run test lab style docs notebooks lock bench train-encoder train-network train-tone train-repeats

help: ## list the commands
	@grep -E '^[a-z -]+:.*##' $(MAKEFILE_LIST) | sed -E 's/ train-.*:/:/; s/:.*## /\t/' | expand -t 15

install: $(BIN)/installed ## install into .venv what the lock file names (done by the others as needed)

$(BIN)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Python 3.11 to 3.13 is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@echo "Installing into .venv (once, some minutes) …"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q helpers
	@touch $@

# what ARTICLE= says is a name: neither make nor a shell may run a word of it
export ARTICLE_FILE := $(value ARTICLE)
unexport ARTICLE

run: install ## run the notebooks on ARTICLE=path (default: the first article) and write a report
	$(BIN)/python -m helpers report -- "$$ARTICLE_FILE"

# tests of one file share what they take long to make, and stay in one process
TWO := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: quick
test: install ## run all tests
	$(BIN)/python -m pytest $(TWO)

quick: install ## run the tests that take little time
	$(BIN)/python -m pytest $(TWO) -m "not slow"

lab: install ## open JupyterLab in notebooks/
	$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks

style: install ## check the code's form, its types and the order of its folders
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache

docs: install ## write the parts of docs/ that are made from the code
	$(BIN)/python docs/generate.py

notebooks: install ## run the committed notebooks again and save them
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False notebooks/*.ipynb

lock: install ## resolve the dependencies anew into requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --upgrade --quiet --output-file requirements.lock

bench: install ## measure speed and accuracy beside other tools, and write benchmarks/results.md
	-$(BIN)/uv pip install --quiet --python $(BIN)/python --group benchmarks
	$(BIN)/python -m benchmarks

train-encoder train-network train-tone train-repeats: install ## train a model anew (training/Makefile says from what)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group training
	$(MAKE) -f training/Makefile $(@:train-%=%)
