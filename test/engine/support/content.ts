import type { Running } from './running.ts';
import { standIns } from './tool.ts';

/** A running system, as far as its content goes. */
export type Kept = Pick<Running, 'sql' | 'clickhouse' | 'exec'>;

/** Puts rows, events, objects and a file of known content into the running system. */
export function fill(system: Kept): void {
  system.sql(
    String.raw`CREATE TABLE stowage_probe (id serial PRIMARY KEY, name text); INSERT INTO stowage_probe (name) SELECT 'p' || g || E'\n\t\\é''' FROM generate_series(1, 500) g`,
  );
  system.clickhouse('CREATE TABLE stowage_probe (id UInt64, event String) ENGINE = MergeTree ORDER BY id');
  system.clickhouse(
    String.raw`INSERT INTO stowage_probe SELECT number, concat('it\'s "', toString(number), '" $x é') FROM numbers(1000)`,
  );
  python(
    system,
    "for i in range(20): s.put_object(Bucket=bucket, Key=f'stowage-probe/a b {i} é.png', Body=os.urandom(50000))",
  );
  system.exec('caddy', 'sh', '-c', 'head -c 100000 /dev/urandom >"/data/a file é"');
}

/** Everything that an operator would miss, in a form that can be compared. */
export function content(system: Kept) {
  return {
    tables: tables(system),
    events: system.clickhouse('SELECT id, event FROM stowage_probe ORDER BY id'),
    objects: python(
      system,
      "for o in s.list_objects_v2(Bucket=bucket, Prefix='stowage-probe/')['Contents']: print(o['Key'], hashlib.sha256(s.get_object(Bucket=bucket, Key=o['Key'])['Body'].read()).hexdigest())",
    ).split('\n'),
    file: system.exec('caddy', 'sh', '-c', 'sha256sum <"/data/a file é"'),
  };
}

/** A count and a digest of every table's rows; of PostHog itself, which keeps writing, our own table's alone. */
export function tables(system: Kept): Readonly<Record<string, string>> {
  const all = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";
  const names = standIns ? system.sql(all).split('\n') : ['stowage_probe'];
  return Object.fromEntries(
    names.map((name) => [
      name,
      system.sql(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM "${name}" t`,
      ),
    ]),
  );
}

/** Runs Python in the web container, with a client of the object storage made of PostHog's own variables. */
function python(system: Kept, program: string): string {
  const client = [
    'import boto3, hashlib, os',
    'from botocore.config import Config',
    'e = os.environ',
    "bucket = e['OBJECT_STORAGE_BUCKET']",
    "s = boto3.client('s3', endpoint_url=e['OBJECT_STORAGE_ENDPOINT'], aws_access_key_id=e['OBJECT_STORAGE_ACCESS_KEY_ID'], aws_secret_access_key=e['OBJECT_STORAGE_SECRET_ACCESS_KEY'], region_name='us-east-1', config=Config(signature_version='s3v4'))",
    program,
  ];
  return system.exec('web', 'python', '-c', client.join('\n'));
}
