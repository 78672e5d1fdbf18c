import { describe, expect, test } from 'vitest';
import { canBeAnother, nobody } from '../../../support/another-user.ts';
import { environment, stack } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { examine } from './examine.ts';

const file = (name: string) => ({
  ...{ path: 'shop-test/db', file: name },
  content: { kind: 'text' as const, text: `of ${name}\n` },
});
const files = [file('db/owner.sql'), file('edge/Caddyfile')];

describe('what a checkout under a strict umask keeps from containers', () => {
  const shut = (before = '', line = 'scripts/compose up --detach db') => {
    const folder = operationsFolder(stack({ files }), `'compose '*) ;;`);
    folder.run(`chmod -R go= .; umask 077; ${before}`);
    const { status, err } = folder.run(line);
    const modes = folder.run('stat -c "%a %n" db edge db/* edge/* docker-compose.yml .env').out;
    return { status, err: err.replaceAll(folder.path, '<here>'), modes, calls: folder.calls() };
  };
  const opened = 'Made readable for containers, as no secret is in them: ./db/owner.sql ./edge/Caddyfile\n';
  const rest = '600 docker-compose.yml\n600 .env\n';

  test.each(['up --detach db', "--profile '*' build", 'run --rm db id', 'create'])(
    'is read by them once something starts: %s',
    (words) => {
      expect(shut('', `scripts/compose ${words}`)).toMatchObject({
        ...{ status: 0, err: opened },
        modes: `700 db\n700 edge\n644 db/owner.sql\n644 edge/Caddyfile\n${rest}`,
      });
    },
  );

  test('stays as it is while somebody only looks', () => {
    expect(shut('', 'scripts/compose ps')).toMatchObject({
      ...{ status: 0, err: '' },
      modes: `700 db\n700 edge\n600 db/owner.sql\n600 edge/Caddyfile\n${rest}`,
    });
  });

  test.each([
    ['was changed by hand, and may hold a secret', 'echo secret >>db/owner.sql'],
    ['is another file: a copy of .env', 'cp .env db/owner.sql'],
    ['is another file: a hard link to .env', 'ln -f .env db/owner.sql'],
  ])('stays its owner’s where it %s', (_, before) => {
    expect(shut(before)).toMatchObject({
      status: 0,
      err: `warning: ./db/owner.sql may be read by its owner alone, and is not as it was generated; what a container runs as another user cannot read it
${opened.replace('./db/owner.sql ', '')}`,
      modes: `700 db\n700 edge\n600 db/owner.sql\n644 edge/Caddyfile\n${rest}`,
    });
  });

  test('does not lead to .env through a link', () => {
    expect(shut('ln -sf ../.env db/owner.sql')).toMatchObject({
      ...{ status: 0, err: opened.replace('./db/owner.sql ', '') },
      modes: expect.stringContaining(rest),
    });
  });

  test.skipIf(!canBeAnother)('stops what would start, where it belongs to somebody else', () => {
    const as = `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups env HOME="$HOME"`;
    const line = `chmod -R o+rX ..; chmod 604 db/owner.sql; chmod o+w ../calls; ${as} scripts/compose up db`;
    const { status, err, calls } = shut('', line);
    expect({ status, err, calls }).toEqual({
      status: 1,
      err: `error: containers cannot read ./db/owner.sql ./edge/Caddyfile, and nobody may not change that
       run as root, here: chmod go+r './db/owner.sql' './edge/Caddyfile'\n`,
      calls: '',
    });
  });
});

describe('doctor names', () => {
  const findings = (before: string, guarded = true) =>
    examine({ over: { files, environment: { ...environment, guarded } }, before }).findings.filter(
      (said) => !/no backup in|the schedule of/.test(said),
    );

  test('nothing of a folder as it is checked out', () => {
    expect(findings(':')).toEqual([]);
  });

  test('what containers cannot read', () => {
    expect(findings('chmod 600 db/owner.sql edge/Caddyfile; echo more >>edge/Caddyfile')).toEqual([
      "warning: containers cannot read edge/Caddyfile, and it is not as it was generated -> if no secret is in it: chmod go+r './edge/Caddyfile'",
      "warning: containers cannot read db/owner.sql -> make start mends it, or run: chmod go+r 'db/owner.sql'",
    ]);
  });

  test.each([
    [true, 'error'],
    [false, 'warning'],
  ])('what everybody may change (guarded: %s)', (guarded, level) => {
    expect(
      findings(
        'chmod o+w Makefile db/owner.sql; chmod 777 scripts; touch docker-compose.override.yml; chmod 666 docker-compose.override.yml',
        guarded,
      ),
    ).toEqual([
      `${level}: everybody on this host may change Makefile, db/owner.sql, docker-compose.override.yml, scripts, and so what runs here -> run: chmod -R o-w 'Makefile' 'db' 'docker-compose.override.yml' 'scripts'`,
    ]);
    expect(findings('chmod o+w scripts/*', guarded).join()).toMatch(
      /may change scripts\/adopt, .* and \d+ more, and so what runs here -> run: chmod -R o-w 'scripts'$/,
    );
  });

  test('a folder into which everybody may write, here or around it', () => {
    for (const [open, place] of [
      ['.', /\/the folder, and so put .* -> run: chmod o-w \S+\/the\\ folder; then make doctor names/],
      ['..', /operations-\w+, and so put .* -> run: chmod o-w \S+operations-\w+; then/],
    ] as const) {
      const [first, ...others] = findings(`chmod 1777 .; chmod 777 ${open}; [ ${open} = . ] || chmod 755 .`);
      expect(first).toMatch(place);
      expect(others).toEqual([]);
    }
  });

  test('what others can read of keys, and of copies of .env', () => {
    const made =
      'touch .env.old .backup-keys.new; mkdir offsite-ssh; touch offsite-ssh/id offsite-ssh/known_hosts';
    expect(findings(`${made}; chmod 640 .env.old offsite-ssh/*; chmod 600 .backup-keys.new`)).toEqual([
      'error: others can read ./.env.old, ./offsite-ssh/id -> run: chmod 600 ./.env.old ./offsite-ssh/id',
    ]);
  });

  test.skipIf(!canBeAnother)('whose the folder around it is', () => {
    expect(findings('chown nobody ..')).toEqual([
      expect.stringMatching(
        /^warning: \/tmp\/operations-\w+ belongs to somebody else, who may put another folder in the place of this one -> /,
      ),
    ]);
  });

  test.skipIf(!canBeAnother)('what a group may change, and what another user owns', () => {
    expect(
      findings(
        'chgrp daemon Makefile edge/Caddyfile; chmod g+w Makefile edge/Caddyfile; chmod g+w scripts/start',
      ),
    ).toEqual([
      "warning: the group daemon may change Makefile, edge/Caddyfile, and so what runs here -> where it shall not, run: chmod -R g-w 'Makefile' 'edge'",
    ]);
    const his = 'chown -h nobody .env scripts/start compose.yaml';
    expect(findings(`ln -s / compose.yaml; ${his}`)).toEqual([
      "error: nobody may change compose.yaml, scripts/start, and is neither you nor the owner of this folder -> find out who made it; if it is yours: chown -hR root 'compose.yaml' 'scripts'",
      'warning: .env belongs to nobody, who reads every secret in it and runs the schedule, and owns nothing else here -> if that is not meant so, find out who made it',
      'error: compose.yaml lies here, and a plain docker compose may read it before what was generated -> move it away; what this host changes stands in docker-compose.override.yml',
    ]);
  });
});
