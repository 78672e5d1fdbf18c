"""`migrate`, `run_async_migrations --check`, `changepassword` and `shell -c`, as far as their exit codes and the tables that are asked go."""
import getpass
import hashlib
import os
import sys

import standin

TABLES = """
CREATE TABLE IF NOT EXISTS django_migrations (id int PRIMARY KEY);
CREATE TABLE IF NOT EXISTS posthog_person (id serial PRIMARY KEY, name text);
CREATE TABLE IF NOT EXISTS posthog_organization (
    id uuid PRIMARY KEY, name varchar(64) NOT NULL, slug varchar(48) NOT NULL UNIQUE, for_internal_metrics boolean NOT NULL,
    plugins_access_level smallint NOT NULL, created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS single_for_internal_metrics ON posthog_organization (for_internal_metrics) WHERE for_internal_metrics;
CREATE TABLE IF NOT EXISTS posthog_team (
    id serial PRIMARY KEY, uuid uuid NOT NULL UNIQUE, organization_id uuid NOT NULL REFERENCES posthog_organization,
    api_token varchar(200) NOT NULL UNIQUE, name varchar(200) NOT NULL, anonymize_ips boolean NOT NULL, ingested_event boolean NOT NULL,
    created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS posthog_user (
    id serial PRIMARY KEY, email varchar(254) NOT NULL UNIQUE, password varchar(128) NOT NULL, is_active boolean NOT NULL, is_staff boolean NOT NULL);
CREATE TABLE IF NOT EXISTS posthog_persondistinctid (
    id serial PRIMARY KEY, team_id int NOT NULL, distinct_id varchar(400) NOT NULL, UNIQUE (team_id, distinct_id));
"""
# Each statement is a server of its own here: without empty parts the next one would find again what a mutation deleted.
EVENTS = """CREATE TABLE IF NOT EXISTS sharded_events ON CLUSTER 'posthog' (
    uuid UUID, event String, properties String, timestamp DateTime64(6, 'UTC'), team_id Int64, distinct_id String, elements_chain String,
    created_at DateTime64(6, 'UTC'), person_id UUID, _timestamp DateTime, _offset UInt64
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/posthog.events', '{replica}', _timestamp) PARTITION BY toYYYYMM(timestamp) ORDER BY (team_id, toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid)) SETTINGS remove_empty_parts = 0"""
LETTERS = """CREATE TABLE IF NOT EXISTS events_dead_letter_queue ON CLUSTER 'posthog' (
    id UUID, event_uuid UUID, event String, properties String, distinct_id String, team_id Int64, elements_chain String,
    created_at DateTime64(6, 'UTC'), ip String, site_url String, now DateTime64(6, 'UTC'), raw_payload String,
    error_timestamp DateTime64(6, 'UTC'), error_location String, error String, tags Array(String), _timestamp DateTime, _offset UInt64
) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/noshard/posthog.events_dead_letter_queue', '{replica}', _timestamp) ORDER BY (id, event_uuid, distinct_id, team_id)"""

command = sys.argv[1:]
if command[:1] == ["migrate"]:
    cursor = standin.postgres()
    cursor.execute(TABLES)
    for number in range(standin.MIGRATIONS):
        cursor.execute("INSERT INTO django_migrations VALUES (%s) ON CONFLICT DO NOTHING", (number,))
    database = os.environ["CLICKHOUSE_DATABASE"]
    standin.clickhouse(f"CREATE DATABASE IF NOT EXISTS {database}")
    standin.clickhouse(EVENTS)
    standin.clickhouse(LETTERS)
    # A Distributed table in PostHog; the engine here knows no other server.
    standin.clickhouse("CREATE VIEW IF NOT EXISTS events AS SELECT * FROM sharded_events")
    standin.cache().ping()
    standin.make_topics()
    standin.bucket()
    if os.environ.get("STANDIN_FAIL_MIGRATION"):
        sys.exit("stand-in for PostHog: told to fail")
    standin.say("migrations applied")
elif command == ["run_async_migrations", "--check"]:
    standin.migrate_check()
    standin.say("no async migration is due")
elif command[:1] == ["changepassword"] and len(command) == 2:
    cursor = standin.postgres()
    cursor.execute("SELECT id FROM posthog_user WHERE email = %s", (command[1],))
    found = cursor.fetchone()
    if found is None:
        sys.exit(f"CommandError: user '{command[1]}' does not exist")
    print(f"Changing password for user '{command[1]}'")
    first, second = getpass.getpass("Password: "), getpass.getpass("Password (again): ")
    if first != second or not first:
        sys.exit("Passwords do not match. Please try again.")
    cursor.execute("UPDATE posthog_user SET password = %s WHERE id = %s", (hashlib.sha256(first.encode()).hexdigest(), found[0]))
elif command[:2] == ["shell", "-c"] and len(command) == 3:
    exec(compile(command[2], "shell", "exec"), {})
else:
    sys.exit(f"stand-in for PostHog: no such command: {command}")
