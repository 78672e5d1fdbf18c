import { describe, expect, test } from 'vitest';
import { service } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { rendered, small } from './small.ts';

describe('through the real make', () => {
  const targets = /^\.PHONY: (.*)$/m.exec(rendered(small))?.[1]?.split(' ') ?? [];

  test.each(targets)('make -n %s', (target) => {
    const { status, err } = operationsFolder(small).run(`make -n ${target}`);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  test('what is phony and what is defined are the same', () => {
    const { out } = operationsFolder(small).run('make -pRrq -f Makefile : 2>/dev/null || true');
    const files = out.slice(out.indexOf('# Files'));
    const defined = [...files.matchAll(/^([A-Za-z][\w.-]*):(?![:=])/gm)].map(([, name]) => name ?? '');
    expect(defined.filter((name) => name !== 'Makefile').sort()).toEqual([...targets].sort());
  });

  test('make alone lists every target under its heading', () => {
    const { status, out } = operationsFolder(small).run('make');
    expect(status).toBe(0);
    expect([...out.matchAll(/^ {2}(\S+) {2,}\S/gm)].map(([, name]) => name).sort()).toEqual(
      [...targets].sort(),
    );
    expect(out).toContain('\nStart and stop\n  start-core        Start db; wait until running\n');
    expect(out.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  test('nothing catches a target that is not there', () => {
    expect(operationsFolder(small).run('make no-such-target').status).toBe(2);
  });

  test('a missing .env is named, with its mend', () => {
    const { status, err } = operationsFolder(small).run('rm .env; make start-core');
    expect(status).toBe(2);
    expect(err).toContain('error: .env is missing\n       make it with: make init\n');
  });
});

describe('what an operator adds', () => {
  test.each([
    `x'; touch touched; '`,
    '$(shell touch touched)',
    '`touch touched`',
    '$$(touch touched)',
    '"; touch touched; "',
    '${MAKE} \\',
    'a  b\t*',
    'a -v',
  ])('%s stays one word', (hostile) => {
    const folder = operationsFolder(small);
    folder.write('scripts/verify-backup', `#!/bin/bash\nprintf '[%s]' "$#" "$@" >got\n`);
    for (const line of ['make verify-backup BACKUP="$HOSTILE"', 'BACKUP="$HOSTILE" make verify-backup']) {
      expect(folder.run(line, { HOSTILE: hostile })).toMatchObject({ status: 0 });
      expect(folder.read('got')).toBe(`[1][${hostile}]`);
      expect(folder.run('ls touched').status).not.toBe(0);
    }
  });

  test('a value of two lines is refused', () => {
    const { status, err } = operationsFolder(small).run('make logs SERVICE="$TWO"', {
      TWO: 'web\ntouch touched',
    });
    expect(status).toBe(2);
    expect(err).toContain('SERVICE must be a single line');
  });

  const all = [
    'SERVICE',
    'TAIL',
    'BACKUP',
    'UNSIGNED',
    'CONFIRM',
    'ALLOW',
    'ADOPT',
    'FORGET',
    'ACCEPT',
    'RELEASE',
    'RESTORE',
    'FROM',
    'TAR',
  ];
  const takers: Readonly<Record<string, readonly string[]>> = {
    SERVICE: ['logs', 'shell', 'start', 'stop', 'restart'],
    TAIL: ['logs'],
    BACKUP: ['verify-backup', 'restore', 'restore-drill', 'upgrade'],
    UNSIGNED: ['verify-backup', 'restore', 'restore-drill', 'upgrade'],
    CONFIRM: ['restore', 'rollback', 'adopt', 'destroy'],
    ALLOW: ['verify-backup', 'restore', 'restore-drill', 'rollback'],
    ADOPT: ['start', 'start-core', 'upgrade'],
    FORGET: ['start', 'start-core', 'upgrade'],
    ACCEPT: ['start', 'start-core', 'upgrade'],
    RELEASE: ['rollback'],
    RESTORE: ['rollback'],
    FROM: ['adopt'],
    TAR: ['adopt'],
  };

  test('each variable is tried below', () => {
    expect(Object.keys(takers)).toEqual(all);
    expect(rendered(small)).toContain(`unexport ${all.join(' ')}\n`);
  });

  test.each(
    Object.entries(takers).flatMap(([name, targets]) => targets.map((target) => [target, name] as const)),
  )('%s takes no option for %s', (target, name) => {
    const folder = operationsFolder(small);
    for (const option of ['--privileged', '-u0', '-', ' --undo']) {
      const { status, err } = folder.run(`make ${target} ${name}="$HOSTILE"`, { HOSTILE: option });
      expect({ option, status }).toEqual({ option, status: 2 });
      expect(err).toContain(`${name} begins with a dash: it must be a value, and no option`);
    }
    expect(folder.calls()).toBe('');
  });

  test.each(['logs', 'shell', 'start', 'stop', 'restart'])(
    'make %s names the services that there are',
    (target) => {
      const folder = operationsFolder(small);
      for (const none of ['wbe', 'we', '.*', 'web db', 'web\\', '*', 'project-name']) {
        const { status, err } = folder.run(`make ${target} SERVICE="$NONE"`, { NONE: none });
        expect({ none, status }).toEqual({ none, status: 2 });
        expect(err).toContain(
          `error: "${none}" is not a service of shop-test\n       these are: check db edge migrate web\n`,
        );
      }
      expect(folder.calls()).not.toMatch(/ (stop|logs|exec|up) /);
    },
  );

  test('one service starts and stops alone, and with all of them those that somebody asked for stop', () => {
    const folder = operationsFolder(small);
    const said = (words: string) => folder.run(`make -n ${words} | grep -v require_services`).out;
    expect(said('start SERVICE=db')).toMatch(/scripts\/start 'db'\n$/);
    expect(said('stop SERVICE=db')).toBe("scripts/compose --profile '*' stop 'db'\n");
    expect(said('stop')).toBe("scripts/compose --profile '*' stop \n");
  });

  test('who waits with restart: true starts again with it, and nobody else', () => {
    const waiting = (id: string, on: string) =>
      service({ id, dependsOn: [{ service: on, condition: 'healthy', restart: true }] });
    const model = {
      ...small,
      services: [...small.services, waiting('pool', 'db'), waiting('queue', 'pool')],
    };
    const folder = operationsFolder(model);
    const restart = (words: string) => folder.run(`make -n restart ${words} | grep -v require_services`).out;
    expect(restart('SERVICE=db')).toBe(
      `followers='pool queue'; [ -z "$followers" ] || echo "With it: $followers"
scripts/compose stop 'db' pool queue
scripts/start 'db' pool queue
`,
    );
    expect(restart('SERVICE=queue')).toContain("scripts/start 'queue' \n");
    expect(restart('')).toMatch(/scripts\/compose stop +\n/);
    expect(
      folder.run("make -n restart SERVICE='$(shell touch ../hit):x=y' >/dev/null; ls ../hit").status,
    ).not.toBe(0);
  });

  test('a script takes no option for a service, either', () => {
    const folder = operationsFolder(small);
    for (const script of ['scripts/start', 'scripts/run-job', 'scripts/run-job --unless-done']) {
      const { status, err } = folder.run(`${script} --privileged`);
      expect({ script, status }).toEqual({ script, status: 1 });
      expect(err).toContain('error: "--privileged" is not a service of shop-test\n');
    }
    expect(folder.calls()).not.toContain(' up ');
  });

  test('the name of the project reaches destroy, and Compose none of it', () => {
    const folder = operationsFolder(small);
    folder.write('scripts/destroy', `#!/bin/bash\nprintf '%s' "$CONFIRM" >got\n`);
    folder.run('make destroy CONFIRM=shop-test');
    expect(folder.read('got')).toBe('shop-test');
    folder.write('scripts/start', '#!/bin/bash\nenv >got\n');
    folder.run('make start-core SERVICE=db TAIL=7 BACKUP=x CONFIRM=y');
    expect(folder.read('got')).not.toMatch(/^(SERVICE|TAIL|BACKUP|CONFIRM)=/m);
  });
});
