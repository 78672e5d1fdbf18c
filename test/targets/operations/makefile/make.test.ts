import { describe, expect, test } from 'vitest';
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
    expect(out).toContain('\nStart and stop\n  start-core        Start db; wait until healthy\n');
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
    '-v',
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
