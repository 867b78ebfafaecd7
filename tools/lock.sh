#!/usr/bin/env bash
# Rebuilds both lock files from pyproject.toml: exact versions with hashes, for Linux and macOS on both processor kinds,
# CPython 3.11 and newer. The output names no download host. Pass --upgrade to take newer versions.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv --quiet --no-config pip compile pyproject.toml \
        --generate-hashes --universal --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@"
}

compile "$@" --output-file requirements.lock
compile "$@" --group dev --constraint requirements.lock --output-file requirements-dev.lock
echo "requirements.lock: $(grep -c '==' requirements.lock) packages to run;" \
    "requirements-dev.lock: $(grep -c '==' requirements-dev.lock) with those of the tests"
