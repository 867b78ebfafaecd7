#!/usr/bin/env bash
# Makes .venv from a lock file: `tools/setup.sh run` what the bot needs, `tools/setup.sh test` what its tests need too.
# At once when that lock is already installed. Needs Python >= 3.11; PYTHON names one to use instead of the found one.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:-run}
case $what in
run) lock=requirements.lock ;;
test) lock=requirements-dev.lock ;;
*) echo "tools/setup.sh: say run or test, not '$what'." >&2; exit 2 ;;
esac

# The stamp is a copy of the lock that was installed last.
if [ -x .venv/bin/python ] && cmp -s "$lock" ".venv/$lock"; then
    exit 0
fi

say() { echo "kintsugi: $*" >&2; }

new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local candidate
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    say "no Python 3.11 or newer was found (looked for python3, python3.14 … python3.11)."
    say "Install one (on Debian 12 or newer: apt-get install python3), or name it: make run PYTHON=/path/to/python3"
    return 1
}

# Debian ships Python without the part that makes virtual environments; this is its package.
ensure_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    local package
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        say "this Python cannot make virtual environments. Install the package $package and try again:"
        say "    sudo apt-get install $package"
        return 1
    fi
    say "installing the Debian package $package …"
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >&2
}

if ! { [ -x .venv/bin/python ] && new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; }; then
    python=$(find_python)
    ensure_venv "$python"
    say "making .venv with $("$python" --version) …"
    "$python" -m venv --clear .venv
fi

say "installing the pinned packages of $lock (hashes are checked) …"
rm -f .venv/requirements.lock .venv/requirements-dev.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock"
[ "$what" = test ] && cp requirements.lock .venv/ # the tests' packages hold all that running needs
cp "$lock" .venv/
