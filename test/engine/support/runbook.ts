import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Running } from './running.ts';
import { superuser } from './superuser.ts';
import { must, run } from './tool.ts';

/** Lines that the runbook gives an operator, under their heading. */
interface Section {
  readonly heading: string;
  readonly lines: string;
}

/** A state in which an operator needs such lines, and what must be so afterwards. */
interface Trial {
  readonly heading: RegExp;
  readonly before?: (system: Running) => void;
  /** What is wrong; `said` is what the lines printed. */
  readonly wrong: (system: Running, said: string) => readonly string[];
}

const person = 'ops@example.com';
const inClickHouse = (statement: string) => (system: Running) => void system.clickhouse(statement);

const trials: readonly Trial[] = [
  {
    heading: /^After a reboot/,
    // Docker starts what ran, all at once.
    before(system) {
      const ran = system.compose('ps', '--quiet').split('\n').filter(Boolean);
      must('docker', ['restart', ...ran]);
    },
    wrong: (_, said) => (said.includes('an event came through') ? [] : ['no event came through']),
  },
  {
    heading: /^`password authentication failed/,
    before(system) {
      const file = join(system.folder, '.env');
      const old = readFileSync(file, 'utf8');
      writeFileSync(file, old.replace(/^POSTGRES_PASSWORD=.*/m, 'POSTGRES_PASSWORD=changed-at-three.1'));
    },
    wrong(system) {
      const login = "import os, psycopg2; psycopg2.connect(os.environ['DATABASE_URL'])";
      system.exec('web', 'python', '-c', login);
      return [];
    },
  },
  {
    heading: /^`make backup` warns that the application is the superuser/,
    // As a data directory is that was made before there was an owner.
    before: (system) =>
      superuser(
        system,
        `CREATE ROLE back SUPERUSER;
         SET SESSION AUTHORIZATION back;
         REASSIGN OWNED BY posthog TO postgres;
         DROP OWNED BY posthog;
         DROP ROLE posthog;
         ALTER ROLE postgres RENAME TO posthog;
         \\set password \`printf %s "$POSTGRES_PASSWORD"\`
         ALTER ROLE posthog PASSWORD :'password';
         SET SESSION AUTHORIZATION posthog;
         DROP ROLE back;`,
      ),
    wrong: (system) => [
      ...(system.sql("SELECT rolsuper FROM pg_roles WHERE rolname = 'posthog'") === 'f'
        ? []
        : ['the application is the superuser still']),
      ...system
        .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner <> 'posthog'")
        .split('\n')
        .filter(Boolean)
        .map((table) => `${table} is not the application's`),
    ],
  },
  {
    heading: /^`permission denied to create extension`/,
    before: (system) => superuser(system, 'DROP EXTENSION pgcrypto;'),
    wrong: (system) =>
      system.sql("SELECT extname FROM pg_extension WHERE extname = 'pgcrypto'") === 'pgcrypto'
        ? []
        : ['the extension is not there'],
  },
  {
    heading: /^Tables of ClickHouse are read-only/,
    wrong: (_, said) =>
      said
        .split('\n')
        .filter((line) => line.includes('\t') && !line.endsWith('\t0\t1'))
        .map((line) => `not active: ${line}`),
  },
  {
    heading: /^The password of the administrator/,
    before: (system) =>
      void system.sql(
        `INSERT INTO posthog_user (email, password, is_active, is_staff) VALUES ('${person}', 'lost', true, false)`,
      ),
    wrong(system, said) {
      // As a person types it, at a terminal: the program drops what was typed before it asked.
      const typed = '(sleep 4; echo found-again; sleep 1; echo found-again; sleep 1)';
      const line = `${typed} | script -qec "docker compose exec web python manage.py changepassword ${person}" /dev/null`;
      must('bash', ['-c', line], { cwd: system.folder, env: system.scriptEnv });
      return [
        ...(said.includes(person) ? [] : ['the person is not listed']),
        ...(system.sql('SELECT password FROM posthog_user') === 'lost'
          ? ['the password is the old one']
          : []),
      ];
    },
  },
  {
    heading: /^Events are accepted, but do not appear/,
    before: inClickHouse(
      "INSERT INTO events_dead_letter_queue (error_location, error) VALUES ('here', 'why it failed')",
    ),
    wrong: (_, said) => (said.includes('why it failed') ? [] : ['the dead letter is not shown']),
  },
  {
    heading: /^ClickHouse does not read from Kafka/,
    // Without a table of Kafka: the engine here is a process for each statement, which knows no detached table. The area
    // `mending` types these lines where there are such tables, and those above where tables are read-only.
    wrong: (_, said) => (said.includes('events_plugin_ingestion') ? [] : ['the lag is not shown']),
  },
];

/** The sections of the chapter on troubles that have lines to copy. */
export function sections(runbook: string): readonly Section[] {
  const page = readFileSync(runbook, 'utf8');
  const chapter = page.slice(page.indexOf('\n## Troubleshooting'), page.indexOf('\n## All commands'));
  return chapter.split('\n### ').flatMap((section) => {
    const [, lines] = /```bash\n(.*?)\n```/s.exec(section) ?? [];
    return lines === undefined ? [] : [{ heading: section.split('\n')[0] ?? '', lines }];
  });
}

/** Runs the lines of each section where they are needed. Lines that nobody has a trial for are wrong, too. */
export function tryAll(system: Running): readonly string[] {
  return sections(join(system.folder, '../README.en.md')).flatMap(({ heading, lines }) => {
    const trial = trials.find((one) => one.heading.test(heading));
    if (trial === undefined) return [`nobody tries: ${heading}`];
    trial.before?.(system);
    const options = { cwd: system.folder, env: system.scriptEnv, timeout: 400_000 };
    const { code, out, err } = run('bash', ['-euo', 'pipefail', '-c', lines], options);
    if (code !== 0) return [`${heading}: ends with ${code}: ${err.slice(-1000)}`];
    return trial.wrong(system, out).map((wrong) => `${heading}: ${wrong}`);
  });
}
