"""Two planted weaknesses for scripts/scan.sh: a page that repeats a parameter unescaped, and a query glued from one."""
import sqlite3
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit


class Planted(BaseHTTPRequestHandler):
    def do_GET(self):
        name = parse_qs(urlsplit(self.path).query).get("name", [""])[0]
        db = sqlite3.connect(":memory:")
        db.executescript("create table claims (name text); insert into claims values ('x');")
        try:
            found = db.execute(f"select name from claims where name = '{name}'").fetchall()
        except sqlite3.Error as error:
            found = f"SQLite error: {error}"
        page = f'<html><body><a href="/find?name=x">find</a><p>{name}: {found}</p></body></html>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_):
        pass


HTTPServer(("127.0.0.1", 8099), Planted).serve_forever()
