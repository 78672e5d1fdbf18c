"""The web service: health, preflight, capture, and a page."""
import datetime
import json
import os
import signal
import sys
import uuid
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
        if self.path.split("?")[0].rstrip("/") not in ("/capture", "/e", "/track", "/batch"):
            return self.answer(404, b"")
        try:
            status, said = capture(json.loads(body), self.client_address[0])
        except ValueError as error:
            status, said = 400, {"type": "validation_error", "code": "invalid_payload", "detail": str(error)}
        self.answer(status, json.dumps(said).encode(), "application/json")


def refused(detail, code):
    return 401, {"type": "authentication_error", "code": code, "detail": detail}


def team_of(token):
    cursor = standin.postgres()
    cursor.execute("SELECT id, anonymize_ips FROM posthog_team WHERE api_token = %s", (token,))
    return cursor.fetchone()


def capture(data, ip):
    """Takes events with the token of a project alone. Without PostgreSQL it takes them, too, and they are dead letters."""
    token = data.get("api_key") or data.get("token")
    if not token:
        return refused("API key not provided.", "missing_api_key")
    if not standin.works(lambda: standin.remember(f"team_token:{token}", "1")):
        return 500, {"type": "server_error", "code": "error", "detail": "A server error occurred."}
    topic, team, anonymize = standin.TOPIC, None, True
    try:
        found = team_of(token)
    except Exception as error:
        standin.say(f"no team can be looked up: {error}")
        topic = standin.DEAD_LETTERS
    else:
        if found is None:
            return refused("Project API key invalid.", "invalid_api_key")
        team, anonymize = found
    for event in data.get("batch") or [data]:
        properties = event.get("properties") or {}
        person = event.get("$distinct_id") or properties.get("distinct_id") or event.get("distinct_id")
        if not person:
            raise ValueError('All events must have the event field "distinct_id"!')
        if not event.get("event"):
            continue
        taken = {
            "uuid": str(uuid.UUID(event["uuid"]) if event.get("uuid") else uuid.uuid4()), "distinct_id": str(person)[:200],
            "ip": None if anonymize else ip, "site_url": os.environ["SITE_URL"], "data": json.dumps({**event, "properties": properties}),
            "team_id": team, "now": datetime.datetime.now(datetime.timezone.utc).isoformat(), "sent_at": "", "token": token,
        }
        try:
            producer.send(topic, taken).get(timeout=10)
        except Exception as error:
            standin.say(f"Kafka took no event: {error}")
            return 503, {"type": "server_error", "code": "server_error", "detail": "Unable to store event."}
    return 200, {"status": 1}


standin.say("web listens on 8000")
ThreadingHTTPServer(("0.0.0.0", 8000), Handler).serve_forever()
