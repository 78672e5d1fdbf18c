"""The plugin server: from Kafka to ClickHouse, with a health endpoint on 6738."""
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import standin

signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
if sys.argv[1:] != ["--no-restart-loop"]:
    sys.exit("stand-in for PostHog: start it with --no-restart-loop")
standin.migrate_check()


class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")


def beat():
    while True:
        standin.works(lambda: standin.beat("plugins") or True)
        time.sleep(5)


threading.Thread(target=beat, daemon=True).start()
threading.Thread(target=HTTPServer(("0.0.0.0", 6738), Health).serve_forever, daemon=True).start()
standin.say("plugin server is up")
for message in standin.consumer():
    event = message.value
    name = str(event["event"]).replace("\\", "\\\\").replace("'", "\\'")
    standin.clickhouse(f"INSERT INTO sharded_events VALUES ({int(event['id'])}, '{name}')")
