"""What the stand-in's processes share: one client for each store, made from PostHog's own variables.

A wrong address, password, bucket or network makes every one of them fail, as it would PostHog.
"""
import json
import os
import socket
import sys
import time

import boto3
import psycopg2
import redis
import requests
from botocore.config import Config
from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient, NewTopic

TOPIC = "events_plugin_ingestion"
EVENTS_TOPIC = "clickhouse_events_json"
DEAD_LETTERS = "events_dead_letter_queue"
MIGRATIONS = 3
env = os.environ


def say(message):
    print(f"stand-in for PostHog: {message}", flush=True)


def truthy(name, default):
    return (env.get(name) or default).lower() in ("y", "yes", "t", "true", "on", "1")


def postgres():
    connection = psycopg2.connect(env["DATABASE_URL"], connect_timeout=3)
    connection.autocommit = True
    return connection.cursor()


def cache():
    return redis.Redis.from_url(env["REDIS_URL"], socket_timeout=3)


def remember(key, value):
    # As Django's cache in PostHog: each entry has a time to live (insights and teams for days), and what Redis refuses is
    # an error of the request. https://github.com/PostHog/posthog/issues/1811
    cache().set(key, value, ex=5 * 24 * 3600)
    return True


def clickhouse(sql):
    # PostHog's own defaults: without these two it would go to the TLS port.
    if truthy("CLICKHOUSE_SECURE", "true"):
        raise RuntimeError("CLICKHOUSE_SECURE is on: PostHog would connect to port 9440")
    with socket.create_connection((env["CLICKHOUSE_HOST"], 9000), timeout=3):
        pass
    answer = requests.post(
        f"http://{env['CLICKHOUSE_HOST']}:8123/",
        params={"database": env.get("CLICKHOUSE_DATABASE", "default") if "CREATE DATABASE" not in sql else "default"},
        headers={"X-ClickHouse-User": env["CLICKHOUSE_USER"], "X-ClickHouse-Key": env["CLICKHOUSE_PASSWORD"]},
        data=sql.encode(),
        timeout=20,
    )
    if answer.status_code != 200:
        raise RuntimeError(f"ClickHouse answered {answer.status_code}: {answer.text[:200]}")
    return answer.text.strip()


def brokers():
    hosts = env["KAFKA_HOSTS"].split(",")
    # The plugin server does not read the URL.
    if "KAFKA_URL" in env and env["KAFKA_URL"] != "".join(f"kafka://{host}" for host in hosts):
        raise RuntimeError("KAFKA_URL and KAFKA_HOSTS disagree")
    return hosts


def producer():
    return KafkaProducer(bootstrap_servers=brokers(), value_serializer=lambda value: json.dumps(value).encode())


def consumer(topic, group, **options):
    return KafkaConsumer(topic, bootstrap_servers=brokers(), group_id=group, auto_offset_reset="earliest",
                         value_deserializer=json.loads, **options)


def make_topics():
    admin = KafkaAdminClient(bootstrap_servers=brokers())
    missing = {TOPIC, EVENTS_TOPIC, DEAD_LETTERS} - set(admin.list_topics())
    if missing:
        admin.create_topics([NewTopic(name, 1, 1) for name in sorted(missing)])


def bucket():
    if not truthy("OBJECT_STORAGE_ENABLED", "false"):
        raise RuntimeError("OBJECT_STORAGE_ENABLED is off")
    client = boto3.client(
        "s3", endpoint_url=env["OBJECT_STORAGE_ENDPOINT"], aws_access_key_id=env["OBJECT_STORAGE_ACCESS_KEY_ID"],
        aws_secret_access_key=env["OBJECT_STORAGE_SECRET_ACCESS_KEY"], region_name="us-east-1",
        config=Config(signature_version="s3v4", connect_timeout=1, retries={"max_attempts": 1}),
    )
    client.head_bucket(Bucket=env["OBJECT_STORAGE_BUCKET"])
    return client


def beat(name):
    cache().set(f"heartbeat:{name}", int(time.time()), ex=90)


def works(check):
    try:
        return bool(check())
    except Exception as error:  # a probe reports, whatever went wrong
        say(f"{getattr(check, '__name__', 'check')}: {type(error).__name__}: {str(error)[:200]}")
        return False


def pending():
    cursor = postgres()
    cursor.execute("SELECT to_regclass('django_migrations')")
    if cursor.fetchone()[0] is None:
        return MIGRATIONS
    cursor.execute("SELECT count(*) FROM django_migrations")
    return MIGRATIONS - cursor.fetchone()[0]


def migrate_check():
    if not env.get("SECRET_KEY"):
        sys.exit("SECRET_KEY is not set")
    left = pending()
    if left:
        sys.exit(f"stand-in for PostHog: {left} migrations are not applied")
    if clickhouse("EXISTS TABLE sharded_events") != "1":
        sys.exit("stand-in for PostHog: ClickHouse has no table sharded_events")
