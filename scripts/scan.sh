#!/bin/bash
# Asks two scanners of strangers what they find: `scripts/scan.sh URL COOKIE`, with the cookie of whoever is signed in, such as
# `session=…`. Needs wapiti and sqlmap (Debian packages) and a house that may be broken: never one with real claims. Not part
# of the tests. First both have to find a planted weakness, so that silence means something. Exits 1 with what they found.
set -u
url=${1:?usage: scripts/scan.sh URL COOKIE}
cookie=${2:-}
out=$(mktemp -d)
here=$(dirname "$0")

# A page that repeats what it is asked, and one that asks SQLite with it.
python3 "$here/scan-planted.py" >"$out/planted.log" 2>&1 &
planted=$!
trap 'kill $planted' EXIT
sleep 1

scan_pages() { # URL COOKIE REPORT
  wapiti -u "$1" ${2:+-H "Cookie: $2"} --scope folder -m "xss,sql,exec,file,redirect,crlf" --max-scan-time 5 \
    --max-links-per-page 50 -d 4 -f json -o "$3" --flush-session >/dev/null 2>&1
  python3 -c 'import json,sys; print(sum(map(len, json.load(open(sys.argv[1]))["vulnerabilities"].values())))' "$3"
}
scan_query() { # URL COOKIE
  sqlmap -u "$1" ${2:+--cookie="$2"} --batch --level 2 --risk 1 --technique BEU --flush-session --output-dir "$out/sqlmap" 2>/dev/null |
    grep -c "is vulnerable\|Type: "
}

pages=$(scan_pages "http://127.0.0.1:8099/" "" "$out/planted.json")
query=$(scan_query "http://127.0.0.1:8099/find?name=x" "")
echo "planted: wapiti found $pages, sqlmap found $query"
if [ "$pages" = 0 ] || [ "$query" = 0 ]; then
  echo "A scanner is blind here, so its silence would mean nothing."
  exit 1
fi

found=0
pages=$(scan_pages "$url/" "$cookie" "$out/pages.json")
echo "$url: wapiti found $pages (report: $out/pages.json)"
found=$((found + pages))
for path in "/desk?q=x" "/desk/review?programme=x" "/api/claims?state=submitted" "/api/payables?programme=x" "/l/x?lang=en"; do
  query=$(scan_query "$url$path" "$cookie")
  echo "$url$path: sqlmap found $query"
  found=$((found + query))
done
[ "$found" = 0 ]
