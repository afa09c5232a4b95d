#!/usr/bin/env bash
# Installs what the tests need besides Python packages: a Chromium for the browser tests and the PostgreSQL server.
# As root through apt; without root, Chromium through Playwright's own installer; otherwise it says what is missing.
set -eu
cd "$(dirname "$0")/.."

postgres() { command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
chromium() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || \
             command -v google-chrome >/dev/null 2>&1 || ls "$HOME"/.cache/ms-playwright/chromium-*/ >/dev/null 2>&1; }

wanted=""
chromium || wanted="$wanted chromium"
postgres || wanted="$wanted postgresql"
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -q
  # shellcheck disable=SC2086 # a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $wanted fonts-dejavu-core
fi
chromium || .venv/bin/python -m playwright install chromium || true

missing=""
chromium || missing="$missing chromium"
postgres || missing="$missing postgresql"
if [ -n "$missing" ]; then
  echo "Thiếu:$missing. Hãy chạy 'sudo apt-get install$missing' rồi làm lại (needed by the tests)." >&2
  exit 1
fi
