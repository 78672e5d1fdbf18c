"""The plugin server, with a health endpoint on 6738: reads what web took, and passes it on to ClickHouse by way of Kafka.

ClickHouse's engine here has no Kafka tables. What they do is done by a thread of this process, in their consumer
group: it reads on only when ClickHouse has stored what was read.
"""
import datetime
import json
import os
import signal
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer

import standin

# PostHog takes each of its modes for itself, and one of them alone, or all, reads what web took.
INGESTS = os.environ.get("PLUGIN_SERVER_MODE", "") in ("", "ingestion")
BUFFER_SECONDS = 60

signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
given = [name for name in ("SECRET_KEY", "EMAIL_HOST_PASSWORD", "OBJECT_STORAGE_SECRET_ACCESS_KEY") if os.environ.get(name)]
if given:
    sys.exit(f"stand-in for PostHog: the plugin server runs the code of users, and is given {', '.join(given)}")
producer = standin.producer()


class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")


def beat():
    while True:
        standin.works(lambda: standin.beat("plugins") or True)
        time.sleep(5)


def again(what, work):
    """Until it works: nothing is passed over because a store was away."""
    while not standin.works(lambda: work() or True):
        standin.say(f"{what}: trying again")
        time.sleep(2)


def ingest(message):
    taken = message.value
    event, team, person = json.loads(taken["data"]), taken["team_id"], str(taken["distinct_id"])
    cursor = standin.postgres()
    cursor.execute("SELECT 1 FROM posthog_persondistinctid WHERE team_id = %s AND distinct_id = %s", (team, person))
    # Who is new and is not known by a device alone may be about to be identified.
    if cursor.fetchone() is None and event.get("properties", {}).get("$device_id") != person:
        standin.say(f"holds an event back for {BUFFER_SECONDS} seconds")
        threading.Timer(BUFFER_SECONDS, again, ("an event that was held back", lambda: pass_on(taken, event))).start()
    else:
        pass_on(taken, event)


def pass_on(taken, event):
    cursor = standin.postgres()
    cursor.execute("INSERT INTO posthog_persondistinctid (team_id, distinct_id) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                   (taken["team_id"], taken["distinct_id"]))
    cursor.execute("UPDATE posthog_team SET ingested_event = true WHERE id = %s AND NOT ingested_event", (taken["team_id"],))
    now = datetime.datetime.fromisoformat(taken["now"]).strftime("%Y-%m-%d %H:%M:%S.%f")
    producer.send(standin.EVENTS_TOPIC, {
        "uuid": taken["uuid"], "event": str(event["event"]), "properties": json.dumps(event["properties"]), "timestamp": now,
        "team_id": taken["team_id"], "distinct_id": str(taken["distinct_id"]), "elements_chain": "", "created_at": now,
        "person_id": str(uuid.uuid4()),
    }).get(timeout=10)


def literal(value):
    return str(value) if isinstance(value, int) else "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def store(message):
    row = {**message.value, "_timestamp": int(message.timestamp / 1000), "_offset": message.offset}
    standin.clickhouse(f"INSERT INTO sharded_events ({', '.join(row)}) VALUES ({', '.join(map(literal, row.values()))})")


def kafka_tables():
    consumer = standin.consumer(standin.EVENTS_TOPIC, "group1", enable_auto_commit=False)
    for message in consumer:
        again("ClickHouse", lambda message=message: store(message))
        standin.works(lambda: consumer.commit() or True)


for work in (beat, kafka_tables, HTTPServer(("0.0.0.0", 6738), Health).serve_forever):
    threading.Thread(target=work, daemon=True).start()
standin.say("plugin server is up")
if not INGESTS:
    standin.say("does not read what web took")
    threading.Event().wait()
for message in standin.consumer(standin.TOPIC, "clickhouse-ingestion", auto_commit_interval_ms=1000):
    again("an event", lambda message=message: ingest(message))
