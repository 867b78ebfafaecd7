#!/usr/bin/env bash
# Sets up and starts bot and scheduler in one process; without a token, two phones in a browser with the same bot
# behind them. Arguments go on to `python -m bot` or to `python -m simulator`.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh run
if [ -z "${TELEGRAM_TOKEN:-}" ]; then
    echo "No TELEGRAM_TOKEN is set, so this is the simulator: the whole bot on two phones, on this machine alone."
    echo "For Telegram itself, write /newbot to @BotFather there, then:  TELEGRAM_TOKEN=123456:ABC… make run"
    exec .venv/bin/python -m simulator "$@"
fi
exec .venv/bin/python -m bot --with-scheduler "$@"
