# Thin names for the commands of the house.
.PHONY: run test check bench prove
run:
	bin/run
test:
	bin/test
check:
	bin/venv requirements-dev.txt
	.venv/bin/ruff check dure tests bench
	.venv/bin/ruff format --check dure tests bench
	.venv/bin/djlint dure --lint --quiet
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
bench:
	bin/venv requirements-dev.txt
	.venv/bin/python -m bench quick
prove:
	bin/venv requirements-dev.txt
	.venv/bin/python -m pytest tests -n 2 --dist loadfile -m "prove or not prove"
