#!/bin/bash
# Lets two scanners of strangers, wapiti and sqlmap (Debian packages), loose on a house made for it: every page and every API
# operation, in the name of everybody (`scripts/scan.sh`) or of those who are named (`scripts/scan.sh visitor finance`).
# First both have to find planted weaknesses by the same way, or their silence would mean nothing. Everything stays on this
# machine. Not part of the tests: minutes for each. Exits 1 when something was found. OUT: where the reports go.
set -u
# wapiti would look for a list of technologies on the web.
export https_proxy=http://127.0.0.1:9 no_proxy=127.0.0.1
cd "$(dirname "$0")/.." || exit 2
out=${OUT:-$(mktemp -d)}
mkdir -p "$out"
for tool in wapiti sqlmap python3; do
  command -v $tool >/dev/null || { echo "$tool is missing: apt-get install wapiti sqlmap"; exit 2; }
done
everybody="visitor link-holder participant half-signed-in reviewer auditor second-auditor dispatcher finance approver
  programme-manager inspector admin"

# Prints what it found by name, nothing for nothing. One page holds a form for each target: depth 1 is all of it.
wapiti_at() { # URL REPORT MODULES
  wapiti -u "$1" --scope folder -d 1 -m "$3" --max-links-per-page 5000 --max-parameters 200 -t 30 -f json -o "$2.json" \
    --flush-session --store-session "$2.session" --no-bugreport >"$2.log" 2>&1
  [ -s "$2.json" ] || { echo "wapiti: made no report, see $2.log"; return; }
  python3 - "$2.json" <<'PYTHON'
import json, sys
for kind, found in json.load(open(sys.argv[1]))["vulnerabilities"].items():
    for one in found:
        print("wapiti:", kind, one["method"], one["path"], one.get("parameter"))
PYTHON
}
sqlmap_at() { # URL REPORT OPTIONS...
  local url=$1 report=$2
  shift 2
  sqlmap -u "$url" --forms --batch --flush-session --dbms SQLite --technique "${TECHNIQUE:-BE}" --level 1 --risk 1 --ignore-code 401 \
    --answers "skip further=N,keep testing=Y,exploit=N" --disable-coloring --output-dir "$report.files" "$@" >"$report.log" 2>&1
  grep -q "testing for SQL injection\|no forms found" "$report.log" || echo "sqlmap: tested nothing, see $report.log"
  grep -E "^(Parameter:|    Type:|    Payload:)" "$report.log" | sed 's/^/sqlmap: /'
}

# Starts a door and leaves its address in $door; `shut` ends it and prints what it saw.
open_door() { # NAME ARGUMENTS...
  local name=$1
  shift
  mkfifo "$out/$name.hold"
  npx tsx scripts/scan/serve.ts "$@" <"$out/$name.hold" >"$out/$name.door" 2>"$out/$name.errors" &
  doorkeeper=$!
  exec {hold}>"$out/$name.hold"
  for _ in $(seq 600); do
    [ -s "$out/$name.door" ] && break
    kill -0 $doorkeeper 2>/dev/null || { cat "$out/$name.errors"; return 1; }
    sleep 0.5
  done
  door=$(head -1 "$out/$name.door")
}
shut() { # NAME
  exec {hold}>&-
  wait $doorkeeper
  local failed=$?
  tail -n +2 "$out/$1.door"
  rm "$out/$1.hold"
  return $failed
}

python3 scripts/scan/planted.py >"$out/planted.address" 2>"$out/planted.errors" &
planted=$!
trap 'kill $planted' EXIT
until [ -s "$out/planted.address" ]; do sleep 0.2; done
open_door planted "$(cat "$out/planted.address")" || exit 2
pages=$(wapiti_at "$door/" "$out/planted-wapiti" xss,sql)
queries=$(sqlmap_at "$door/" "$out/planted-sqlmap")
shut planted
echo "$pages"
echo "$queries"
if ! grep -q "Cross Site Scripting" <<<"$pages" || [ "$(grep -c "Parameter:" <<<"$queries")" -lt 2 ]; then
  echo "A scanner does not see what was planted, so its silence would mean nothing."
  exit 1
fi
echo "Both scanners see what was planted."

[ -f "$out/targets.json" ] || npx tsx scripts/scan/prepare.ts "$out" || exit 2
found=0
for caller in ${*:-$everybody}; do
  echo "== $caller"
  began=$SECONDS
  rm -rf "$out/$caller" && mkdir "$out/$caller" && cp -r "$out/house" "$out/targets.json" "$out/$caller"
  open_door "$caller" "$out/$caller" "$caller" || exit 2
  cat "$out/$caller.errors"
  first=/$([ "${EVERY:-}" = yes ] || echo first)
  findings=$(
    wapiti_at "$door/" "$out/$caller-wapiti" xss,sql
    wapiti_at "$door$first" "$out/$caller-wapiti-first" "${MODULES:-permanentxss,redirect,crlf,file,exec}"
    sqlmap_at "$door$first" "$out/$caller-sqlmap"
  )
  shut "$caller" || found=1
  [ -z "$findings" ] && echo "0 findings" || { echo "$findings"; found=1; }
  echo "$caller: $((SECONDS - began)) s"
  rm -rf "${out:?}/$caller"
done
echo "reports: $out"
exit $found
