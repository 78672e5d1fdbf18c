import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { only, sign } from './restoring.ts';
import type { Running } from './running.ts';
import { superuser } from './superuser.ts';
import { must } from './tool.ts';

const hostile = '20260102T000000Z';

/** What of a backup of PostgreSQL was taken though it would run a program, in words. `from`: one that is whole. */
export function ranOf(system: Running, from: string): readonly string[] {
  const tampered = join(system.folder, 'backups', hostile);
  const [roles, dump] = ['roles.sql', 'database.dump'].map((file) => join(tampered, 'postgres', file));
  if (roles === undefined || dump === undefined) throw new Error('there is no backup');
  /** Signed again, as whoever holds the key could; and what each verb must say of it. */
  const taken = (says: string) => {
    sign(system.folder, hostile);
    return ['verify-backup', 'restore-drill', 'restore'].flatMap((verb) => {
      const { err } = system.make(verb, `BACKUP=${hostile}`);
      return err.includes(says) ? [] : [`${verb} does not say: ${says}\n${err}`];
    });
  };
  only(join(system.folder, 'backups', from), tampered, 'postgres');
  const whole = readFileSync(roles, 'utf8');
  writeFileSync(roles, `${whole}\\! touch /tmp/ran\n`);
  const line = taken(`line ${whole.split('\n').length} of backups/${hostile}/postgres/roles.sql`);
  writeFileSync(roles, whole);

  // As whoever can run programs in PostgreSQL's container would leave it behind.
  superuser(
    system,
    `CREATE FUNCTION leave() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN COPY (SELECT 1) TO PROGRAM 'touch /tmp/ran'; END $$;
     CREATE EVENT TRIGGER leave ON ddl_command_end EXECUTE FUNCTION leave();`,
  );
  const dumped = 'docker compose exec -T --user postgres postgres pg_dump -U postgres -Fc -d posthog >"$0"';
  must('bash', ['-euc', dumped, dump], { cwd: system.folder, env: system.scriptEnv });
  superuser(system, 'DROP EVENT TRIGGER leave; DROP FUNCTION leave;');
  const trigger = taken("EVENT TRIGGER leave; if you know it, say ALLOW='EVENT TRIGGER leave'");
  rmSync(tampered, { recursive: true });
  const left = system.exec('postgres', 'ls', '/tmp');
  return [...line, ...trigger, ...(left === '' ? [] : [`it ran, and left ${left}`])];
}
