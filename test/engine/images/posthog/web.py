"""The web service: health, preflight, capture, and a page."""
import json
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import standin

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
standin.migrate_check()
producer = standin.producer()

CHECKS = {
    "django": lambda: True,
    "redis": lambda: standin.cache().ping(),
    "db": lambda: standin.pending() == 0,
    "clickhouse": lambda: standin.clickhouse("SELECT 1") == "1",
    "kafka": lambda: standin.producer().bootstrap_connected(),
    "celery": lambda: standin.cache().get("heartbeat:celery"),
    "plugins": lambda: standin.cache().get("heartbeat:plugins"),
    "object_storage": lambda: standin.bucket(),
}


class Handler(BaseHTTPRequestHandler):
    def answer(self, status, body, kind="text/plain"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        host = self.headers.get("Host", "").split(":")[0]
        if host not in os.environ["ALLOWED_HOSTS"].split(","):
            return self.answer(400, b"host not allowed")
        path = self.path.split("?")[0]
        if path == "/_health":
            healthy = standin.works(CHECKS["db"])
            return self.answer(200 if healthy else 503, b"ok" if healthy else b"not ok")
        if path == "/_preflight":
            states = {name: standin.works(check) for name, check in CHECKS.items()}
            return self.answer(200, json.dumps(states).encode(), "application/json")
        if path == "/static/array.js":
            return self.answer(200, b"/* stand-in */\n" * 500, "application/javascript")
        if path == "/echo":
            return self.answer(200, json.dumps(dict(self.headers)).encode(), "application/json")
        if not standin.works(lambda: standin.remember(f"insight:{path}", "kept for days")):
            return self.answer(500, b"the cache took nothing\n")
        return self.answer(200, b"stand-in for PostHog\n")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path.split("?")[0] in ("/capture", "/e", "/batch"):
            event = json.loads(body)
            if not standin.works(lambda: standin.remember(f"team_token:{event.get('api_key')}", "1")):
                return self.answer(500, b"the cache took nothing\n")
            producer.send(standin.TOPIC, event).get(timeout=10)
        self.answer(200, b'{"status": 1}', "application/json")


standin.say("web listens on 8000")
ThreadingHTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
