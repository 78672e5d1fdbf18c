"""HTTP on 8123 and open ports 9000 and 9009, one statement at a time. It is a stand-in and says so."""
import base64
import hmac
import os
import re
import signal
import socketserver
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import archive
import replicated
from query import Engine

PASSWORD = os.environ.get("CLICKHOUSE_PASSWORD", "")
one_at_a_time = threading.Lock()
engine = Engine()
PARTS = "(SELECT database, name AS table, total_rows AS rows, total_bytes AS bytes_on_disk, 1 AS active FROM system.tables WHERE total_rows IS NOT NULL)"


def folder_of(disk):
    for name in sorted(os.listdir("/etc/clickhouse-server/config.d")):
        root = ElementTree.parse(f"/etc/clickhouse-server/config.d/{name}").getroot()
        path = root.findtext(f"storage_configuration/disks/{disk}/path")
        if path:
            return path
    raise RuntimeError(f"Code: 479. DB::Exception: Unknown disk {disk}. (UNKNOWN_DISK)")


def run(statement, database, output="TabSeparated"):
    try:
        statement = tables.prepared(statement, database)
    except replicated.Refused as refused:
        return 1, b"", str(refused).encode()
    # Each statement is a process of its own, which cannot wait for a drop to end in the background.
    statement = re.sub(r"\s(SYNC|NO DELAY)\s*;?\s*$", "", statement)
    # The embedded engine has no system.parts; a table's rows are the sum of its parts' rows.
    statement = statement.replace("system.parts", PARTS)
    with one_at_a_time:
        found = archive.statement_of.match(statement)
        if found is None:
            return execute(statement, database, output)
        return archive.run(found, statement, folder_of, lambda text: execute(text, database, output))


def execute(statement, database, output):
    code, answer, said = engine.run(statement, database, output)
    error = b"\n".join(line for line in said.splitlines() if line.startswith(b"Code:"))
    if code < 0:
        error = error or f"the engine died of signal {-code}".encode()
    return code, answer, error


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def allowed(self, query):
        given = self.headers.get("X-ClickHouse-Key") or query.get("password", [""])[0]
        basic = self.headers.get("Authorization", "")
        if basic.startswith("Basic "):
            given = base64.b64decode(basic[6:]).decode().split(":", 1)[1]
        return hmac.compare_digest(given, PASSWORD)

    def do_GET(self):
        self.serve(b"")

    def do_POST(self):
        self.serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def serve(self, body):
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        if url.path == "/ping":
            return self.answer(200, b"Ok.\n")
        if not self.allowed(query):
            return self.answer(516, b"Code: 516. DB::Exception: default: Authentication failed. (AUTHENTICATION_FAILED)\n")
        statement = query.get("query", [""])[0] + body.decode()
        code, output, error = run(statement, query.get("database", [""])[0].replace("default", ""), query.get("default_format", ["TabSeparated"])[0])
        return self.answer(200, output) if code == 0 else self.answer(500, error + b"\n")


def ask(statement):
    with one_at_a_time:
        return execute(statement, "", "TabSeparated")[1].decode().splitlines()


tables = replicated.Tables(ask, lambda message: print(message, file=sys.stderr, flush=True))


class Interserver(BaseHTTPRequestHandler):
    """What replicas fetch from: it is there, where the configuration says."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Ok.\n")


class Native(socketserver.BaseRequestHandler):
    def handle(self):
        self.request.close()


signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
code, version, error = run("SELECT version()", "")
if code != 0:
    sys.exit(error.decode())
print(f"stand-in for ClickHouse: the SQL engine of {version.decode().strip()} on this server's configuration", flush=True)
socketserver.ThreadingTCPServer.allow_reuse_address = True
config = replicated.merged()
if config.findtext("interserver_http_port"):
    place = (config.findtext("interserver_listen_host") or "0.0.0.0", int(config.findtext("interserver_http_port")))
    threading.Thread(target=ThreadingHTTPServer(place, Interserver).serve_forever, daemon=True).start()
threading.Thread(target=socketserver.ThreadingTCPServer(("0.0.0.0", 9000), Native).serve_forever, daemon=True).start()
ThreadingHTTPServer(("0.0.0.0", 8123), Handler).serve_forever()
