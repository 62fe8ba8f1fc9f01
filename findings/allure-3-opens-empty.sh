#!/bin/bash
# A single-file report of Allure 3 stays empty if its program runs before its data has been read.
#
# Seen with allure 3.18.0 from npm and Chromium 156: the report's program is in the page before its data. The program asks once
# whether window.allureReportData exists (reportDataUrl in web-commons). If the browser has not yet come to the script that
# defines it, the program takes the report for one of several files, fetches widgets/*.json and shows nothing, with no message. From
# disk that happened in 15 of 55 openings of reports of 18 to 64 MB on a busy machine; here a web server sends the data
# 8 seconds after the program. ensureReportDataReady, which waits for the data, is called only after that question.
#
# Needs Node.js, npm with access to its registry, Python and Chromium. Exit code 1 when this changes, 2 when something is missing.
set -euo pipefail
VERSION=3.18.0
for browser in chromium-headless-shell chromium google-chrome ''; do
	command -v "$browser" >/dev/null && break
done
[ "$browser" ] || { echo "there is no Chromium here" >&2 && exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts --cache "$folder/cache" --prefix "$folder" allure@$VERSION >/dev/null
mkdir results
echo '{"uuid": "1", "name": "a test that passed", "status": "passed", "start": 1000, "stop": 2000}' >results/1-result.json
node_modules/.bin/allure awesome --single-file --output report results >/dev/null

cat >serve.py <<'PY'
"""serve.py SECONDS PORT-FILE LOG: sends the report, and waits between its program and its data."""
import http.server, sys, time
PAGE = open("report/index.html", "rb").read()
DATA = PAGE.index(b"window.allureReportDataReady")
DATA = PAGE.rindex(b"<script", 0, DATA)
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        with open(sys.argv[3], "a") as log:
            log.write(path + "\n")
        if path != "/":
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE[:DATA])
        self.wfile.flush()
        time.sleep(float(sys.argv[1]))
        self.wfile.write(PAGE[DATA:])
    def log_message(self, *words):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
open(sys.argv[2], "w").write(str(server.server_port))
server.serve_forever()
PY
seen() { # what a page shows whose data comes so many seconds after its program
	rm -rf port log profile
	python3 serve.py "$1" port log &
	local server=$!
	until [ -s port ]; do sleep 0.1; done
	"$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$folder/profile" --virtual-time-budget=10000 --dump-dom \
		"http://127.0.0.1:$(cat port)/" >shown.html 2>/dev/null || true
	kill $server
	wait $server 2>/dev/null || true
	grep -q 'a test that passed' shown.html && printf 'the test' || printf 'no test'
	grep -q '^/widgets/' log && printf ', and asks for files' || printf ', and asks for none'
}
# Without a delay it is a race, which the program loses now and then.
for _ in 1 2 3 4 5 6 7 8 9 10; do
	prompt=$(seen 0)
	[ "$prompt" != "the test, and asks for none" ] || break
done
late=$(seen 8)
printf 'allure %s, %s\ndata right after the program: shows %s\ndata 8 seconds later: shows %s\n' \
	$VERSION "$("$browser" --version)" "$prompt" "$late"
[ "$prompt" = "the test, and asks for none" ] && [ "$late" = "no test, and asks for files" ]
