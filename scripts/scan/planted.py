"""
Planted weaknesses for scripts/scan.sh: a page that repeats a parameter unescaped, queries glued from a step of the path
and from a member of JSON, one that tells its error, a file and a way out that a parameter names. A server of its own, on
a free port of this machine, printed at start.
"""
import json
import sqlite3
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


def found(name):
    db = sqlite3.connect(":memory:")
    db.executescript("create table claims (name text); insert into claims values ('x');")
    try:
        return db.execute(f"select name from claims where name = '{name}'").fetchall()
    except (sqlite3.Error, sqlite3.Warning):
        return None


def failure(name):
    try:
        sqlite3.connect(":memory:").execute(f"select '{name}'")
    except (sqlite3.Error, sqlite3.Warning) as error:
        return f"sqlite3.OperationalError: {error}"
    return ""


def paper(name):
    try:
        with open(name, encoding="utf8") as file:
            return file.read()
    except (OSError, ValueError):
        return ""


class Planted(BaseHTTPRequestHandler):
    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def tell(self, name):
        rows = found(name)
        self.answer(404 if not rows else 200, "application/json", json.dumps({"found": rows or []}))

    def do_GET(self):
        parts = urlsplit(self.path)
        if parts.path.startswith("/claims/"):
            return self.tell(unquote(parts.path.removeprefix("/claims/")))
        name = parse_qs(parts.query).get("name", [""])[0]
        if parts.path == "/sums":
            return self.answer(200, "text/plain", failure(name))
        if parts.path == "/papers":
            return self.answer(200, "text/plain", paper(name))
        if parts.path == "/away":
            self.send_response(303)
            self.send_header("Location", name.splitlines()[0] if name else "/")
            return self.end_headers()
        self.answer(200, "text/html", f"<html><body><p>{name}</p></body></html>")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.tell(json.loads(body).get("name", ""))

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Planted)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
