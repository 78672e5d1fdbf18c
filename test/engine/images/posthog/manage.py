"""`migrate` and `run_async_migrations --check`, as far as their exit codes go."""
import os
import sys

import standin

command = sys.argv[1:]
if command[:1] == ["migrate"]:
    cursor = standin.postgres()
    cursor.execute("CREATE TABLE IF NOT EXISTS django_migrations (id int PRIMARY KEY)")
    cursor.execute("CREATE TABLE IF NOT EXISTS posthog_person (id serial PRIMARY KEY, name text)")
    for number in range(standin.MIGRATIONS):
        cursor.execute("INSERT INTO django_migrations VALUES (%s) ON CONFLICT DO NOTHING", (number,))
    database = os.environ["CLICKHOUSE_DATABASE"]
    standin.clickhouse(f"CREATE DATABASE IF NOT EXISTS {database}")
    standin.clickhouse("CREATE TABLE IF NOT EXISTS sharded_events ON CLUSTER 'posthog' (id UInt64, event String) ENGINE = "
                       "ReplicatedMergeTree('/clickhouse/tables/{shard}/posthog.events', '{replica}') ORDER BY id")
    standin.cache().ping()
    standin.make_topic()
    standin.bucket()
    if os.environ.get("STANDIN_FAIL_MIGRATION"):
        sys.exit("stand-in for PostHog: told to fail")
    standin.say("migrations applied")
elif command == ["run_async_migrations", "--check"]:
    standin.migrate_check()
    standin.say("no async migration is due")
else:
    sys.exit(f"stand-in for PostHog: no such command: {command}")
