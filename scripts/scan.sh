#!/bin/bash
# Lets two scanners of strangers, wapiti and sqlmap (Debian packages), loose on a house made for it: every page and every API
# operation, in the name of everybody (`scripts/scan.sh`) or of those who are named (`scripts/scan.sh visitor finance`).
# First both have to find planted weaknesses by the same way, or their silence would mean nothing. Everything stays on this
# machine. Not part of the tests. Exits 1 when something was found. OUT: where the reports go.
# ROUTES: those alone in whose spelling this stands, to try again what was mended.
#
# What is tried, at three depths (scan/depth.ts), so that everybody is done in hours and nothing is left out:
#   refused  one plain request wherever the table of moves says no: it has to be refused, whatever is sent (scan/knock.ts).
#   all      every field of every route, in each role that is let in: wapiti sql, which hands each field a text that breaks
#            a query. Whatever else broke would answer 500, and each 500 is a finding.
#   first    the same fields in the first role that is let in, since what reads them is one and the same for all: wapiti xss
#            and permanentxss (pages show what was typed), crlf (names of files in headers), redirect (pages that send on);
#            sqlmap, boolean and by errors.
#   new      fields of a name that stands nowhere before: wapiti exec and file, some ninety texts for each. No field names a
#            program or a path, so that a field of the same name in another route would be read by the same nothing.
# Not tried: ssrf and xxe, which want a listener on the web, and no XML is read but from files of banks and carriers; csrf,
# which looks for tokens in forms, where the house asks for Fetch Metadata (docs/decisions/0002); modules that guess passwords
# and addresses. Time-based tries of sqlmap (TECHNIQUE=BET) say little on a busy machine.
set -u
# wapiti would look for a list of technologies on the web.
export https_proxy=http://127.0.0.1:9 no_proxy=127.0.0.1
cd "$(dirname "$0")/.." || exit 2
out=${OUT:-$(mktemp -d)}
mkdir -p "$out"
for tool in wapiti sqlmap python3 curl; do
  command -v $tool >/dev/null || { echo "$tool is missing: apt-get install wapiti sqlmap curl"; exit 2; }
done
everybody="visitor link-holder participant half-signed-in reviewer auditor second-auditor dispatcher finance approver
  programme-manager inspector admin"

forms_at() { curl -s "$1" | grep -c "<form"; }

# Prints what it found by name, nothing for nothing. One page holds a form for each target: depth 1 is all of it.
wapiti_at() { # URL REPORT MODULES
  local forms
  forms=$(forms_at "$1")
  [ "$forms" = 0 ] && return
  wapiti -u "$1" --scope folder -d 1 -m "$3" --max-links-per-page 5000 --max-parameters 200 -t 30 -f json -o "$2.json" \
    --flush-session --store-session "$2.session" --no-bugreport >"$2.log" 2>&1
  [ -s "$2.json" ] || { echo "wapiti: made no report, see $2.log"; return; }
  [ "$(sed -n 's/.*Wapiti found \([0-9]*\) URLs.*/\1/p' "$2.log")" -ge "$forms" ] ||
    echo "wapiti: saw fewer than the $forms forms, see $2.log"
  grep -A1 "Missing dependencies" "$2.log"
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
  [ "$(forms_at "$url")" = 0 ] && return
  sqlmap -u "$url" --forms --batch --flush-session --dbms SQLite --technique "${TECHNIQUE:-BE}" --level 1 --risk 1 \
    --ignore-code 401,404 --answers "skip further=N,keep testing=Y,exploit=N,follow=N" --disable-coloring \
    --output-dir "$report.files" "$@" >"$report.log" 2>&1
  grep -q "testing for SQL injection" "$report.log" || echo "sqlmap: tested nothing, see $report.log"
  grep -E "^(Parameter:|    Type:|    Payload:)" "$report.log" | sed 's/^/sqlmap: /'
}
all_at() { # REPORT: everything at the door that is open
  wapiti_at "$door/all/" "$1-all" sql
  wapiti_at "$door/first/" "$1-first" xss,permanentxss,crlf,redirect
  wapiti_at "$door/new/" "$1-new" exec,file
  sqlmap_at "$door/first/" "$1-sqlmap"
}

# Starts a door and leaves its address in $door; `shut` ends it and prints what it saw.
open_door() { # NAME ARGUMENTS...
  local name=$1
  shift
  rm -f "$out/$name.hold"
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

rm -f "$out/planted.address"
python3 scripts/scan/planted.py >"$out/planted.address" 2>"$out/planted.errors" &
planted=$!
trap 'kill $planted' EXIT
until [ -s "$out/planted.address" ]; do sleep 0.2; done
open_door planted "$(cat "$out/planted.address")" || exit 2
seen=$(all_at "$out/planted")
shut planted
echo "$seen"
for one in "wapiti: SQL Injection" "wapiti: Cross Site Scripting" "wapiti: Open Redirect" "wapiti: Path Traversal" \
  "sqlmap: Parameter: 0-name (GET)" "sqlmap: Parameter: 0-name (POST)"; do
  grep -qF "$one" <<<"$seen" && continue
  echo "Not seen of what was planted: $one. So the scanners' silence would mean nothing."
  exit 1
done
echo "Both scanners see what was planted."

[ -f "$out/targets.json" ] || npx tsx scripts/scan/prepare.ts "$out" || exit 2
found=0
rm -f "$out/summary"
for caller in ${*:-$everybody}; do
  echo "== $caller"
  began=$SECONDS
  rm -rf "$out/$caller" && mkdir "$out/$caller" && cp -r "$out/house" "$out/targets.json" "$out/$caller"
  open_door "$caller" "$out/$caller" "$caller" || exit 2
  grep "^$caller:" "$out/$caller.errors"
  all_at "$out/$caller" >"$out/$caller.findings"
  shut "$caller" >"$out/$caller.seen"
  cat "$out/$caller.seen" "$out/$caller.findings"
  grep -h "^failed:" "$out/$caller.seen" >>"$out/$caller.findings"
  findings=$(grep -c . "$out/$caller.findings")
  [ "$findings" = 0 ] || found=1
  echo "$caller: $(sed -n 's/^\([0-9]*\) requests at \([0-9]*\) of.*/\2 operations and pages, \1 requests/p' "$out/$caller.seen")," \
    "$findings findings, $((SECONDS - began)) s" | tee -a "$out/summary"
  rm -rf "${out:?}/$caller"
done
echo "planted: $(grep -c "^wapiti:" <<<"$seen") found by wapiti, $(grep -c "Parameter:" <<<"$seen") by sqlmap" | tee -a "$out/summary"
cat "$out/summary"
echo "reports: $out"
exit $found
