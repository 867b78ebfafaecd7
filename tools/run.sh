#!/usr/bin/env bash
# Sets up and starts bot and scheduler in one process. Arguments go on to `python -m bot`.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh run
if [ -z "${TELEGRAM_TOKEN:-}" ]; then
    echo "Kintsugi is set up. To start it, set TELEGRAM_TOKEN:  TELEGRAM_TOKEN=123456:ABC… make run"
    echo "Where to get one: in Telegram write /newbot to @BotFather, and copy the token out of the answer."
    exit 0
fi
exec .venv/bin/python -m bot --with-scheduler "$@"
