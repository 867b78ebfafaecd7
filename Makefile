# What can be done here. `make run` and `make test` need nothing but Python >= 3.11 and make.
PYTHON ?=
export PYTHON
# A file of tests stays together; more than four at once would only wait for each other's databases.
SIDE_BY_SIDE = -n auto --maxprocesses=4 --dist=loadfile

.PHONY: help run test check static words gallery bench crisis lock fresh clean noninterference

help:
	@echo "make run     set up and start the bot; without TELEGRAM_TOKEN, two phones in a browser"
	@echo "make test    set up and run the tests"
	@echo "make check   ruff, mypy, the layers, the words and the tests; goes on past the first red"
	@echo "make static  make check without the tests"
	@echo "make words   check the words of both languages"
	@echo "make gallery draw every picture onto one page in var/gallery"
	@echo "make bench   measure speed and memory beside the smallest possible bots"
	@echo "make crisis  count the words of danger that the rules meet, and the ordinary ones that they mistake"
	@echo "make noninterference N=1000   compare so many pairs of worlds of two people; see whether the other could tell"
	@echo "make lock    rebuild the lock files from pyproject.toml (newer versions: make lock ARGS=--upgrade)"
	@echo "make fresh   clone HEAD into a temporary folder and run the README's two commands there"
	@echo "make clean   remove .venv and the caches (var/ with its database stays)"

run:
	@tools/run.sh $(ARGS)

test:
	@tools/setup.sh test
	@tools/postgresql.sh
	@tools/chromium.sh
	@.venv/bin/python -m pytest $(SIDE_BY_SIDE) $(ARGS)

check:
	@tools/setup.sh test
	@tools/postgresql.sh
	@tools/chromium.sh
	@tools/check.sh

static:
	@tools/setup.sh test
	@tools/check.sh ruff types layers words

words:
	@tools/setup.sh run
	@.venv/bin/python -m bot.content

gallery:
	@tools/setup.sh run
	@.venv/bin/python -m bot.pictures $(ARGS)

bench:
	@tools/setup.sh test
	@.venv/bin/python -m benchmarks.load $(ARGS)

crisis:
	@tools/setup.sh run
	@.venv/bin/python -m benchmarks.crisis $(ARGS)

noninterference:
	@tools/setup.sh test
	@.venv/bin/python -m tests.two --n $(or $(N),1000) $(ARGS)

lock:
	@tools/setup.sh test
	@tools/lock.sh $(ARGS)

fresh:
	@tools/fresh.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
