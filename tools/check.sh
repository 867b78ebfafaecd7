#!/usr/bin/env bash
# Runs the named checks (all of them without arguments), goes on past a red one, ends with a summary and non-zero when
# any was red: tools/check.sh ruff types layers words tests
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
packages=()
for package in bot scheduler simulator tests benchmarks; do
    compgen -G "$package/*.py" >/dev/null && packages+=("$package")
done

check_ruff() { "$bin/ruff" check .; }
check_types() { "$bin/mypy" "${packages[@]}"; }
check_layers() { "$bin/lint-imports" --no-logo; }
check_words() { "$bin/python" -m bot.content; }
check_tests() { "$bin/python" -m pytest -n auto --maxprocesses=4 --dist=loadfile; }

[ $# -eq 0 ] && set -- ruff types layers words tests
summary=()
red=0
for name in "$@"; do
    echo "── $name"
    if "check_$name"; then
        summary+=("  green  $name")
    else
        summary+=("  RED    $name")
        red=1
    fi
done
echo "── summary"
printf '%s\n' "${summary[@]}"
exit "$red"
