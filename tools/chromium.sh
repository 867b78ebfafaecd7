#!/usr/bin/env bash
# Makes Debian's Chromium (and two fonts) available to the browser tests where that is wanted (CI) and possible
# (root, apt-get). KINTSUGI_CHROMIUM names another browser of that family.
set -euo pipefail

command -v "${KINTSUGI_CHROMIUM:-chromium}" >/dev/null 2>&1 && exit 0
[ "${CI:-}" = true ] || [ -n "${KINTSUGI_CI:-}" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "kintsugi: Chromium is missing and cannot be installed here (not root, or no apt-get)." >&2
    exit 0 # the tests say what that means
fi
echo "kintsugi: installing Debian's chromium for the tests …" >&2
apt-get update -qq >&2
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-inter fonts-noto-cjk >&2
