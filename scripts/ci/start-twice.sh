#!/usr/bin/env bash
# Starts the system, asks it, stops it by a signal, and all of it once more: the second time in a few seconds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly SECOND_START_SECONDS_MAX=8
log=$(mktemp)

start_and_stop() {
  local started=$SECONDS
  npm start >"$log" 2>&1 &
  local npm=$!
  until grep -q 'Strowger is ready at' "$log"; do
    kill -0 "$npm" || { cat "$log"; exit 1; }
    sleep 0.2
  done
  took=$((SECONDS - started))
  local url key
  url=$(node -p "JSON.parse(fs.readFileSync('.data/demo.json')).url")
  key=$(node -p "JSON.parse(fs.readFileSync('.data/demo.json')).apiKeys[0].key")
  curl -fsS "$url/healthz" >/dev/null
  curl -fsS -H "Authorization: Bearer $key" "$url/v1/customers" >/dev/null
  STROWGER_URL=$url STROWGER_KEY=$key npx strowger customers list >/dev/null
  kill -TERM "$npm"
  wait "$npm"
  echo "ready after $took s, and stopped cleanly"
}

start_and_stop
start_and_stop
((took <= SECOND_START_SECONDS_MAX)) || { echo "the second start took longer than $SECOND_START_SECONDS_MAX s"; exit 1; }
