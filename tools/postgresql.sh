#!/usr/bin/env bash
# Makes Debian's PostgreSQL available to the tests where that is wanted (CI) and possible (root, apt-get).
# The tests start a private server of their own from its binaries; the package's own cluster is not used.
set -euo pipefail

compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && exit 0
[ "${CI:-}" = true ] || [ -n "${KINTSUGI_CI:-}" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "kintsugi: PostgreSQL is missing and cannot be installed here (not root, or no apt-get)." >&2
    exit 0 # the tests say what that means
fi
echo "kintsugi: installing Debian's postgresql for the tests …" >&2
apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >&2
