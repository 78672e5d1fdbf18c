import { describe, expect, test } from 'vitest';
import type { StackModel } from '../../../../src/model/stack.ts';
import { said, variable } from '../../../support/model.ts';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { operationsFolder, putBackup } from '../../../support/operations-folder.ts';
import { runningShop } from '../../../support/running-shop.ts';
import { shop } from '../../../support/shop.ts';
import { files, manifest, name } from '../../../support/shop-backup.ts';

const drawn = 'd0c0ffee'.repeat(4);
const settings = {
  DB_PASSWORD: drawn,
  MAIL_PASSWORD: 'hunter2 & "co"',
  SMTP: 'smtp://me:pa55@mail.example.com',
};

/** What Docker shows of a container as a whole: everything that it was given. */
const whole = `*'.Config.Env'* | *'{{json .}}'* | *'{{json .Config}}'* | 'inspect c0ffee' | 'inspect '[!-]*) cat .env ;;
*' config' | *' config --environment') cat .env ;;`;

/** What the scripts ask beside what a backup asks. */
const more = `'compose version'*) echo v2.40.3 ;;
'version '*) echo 28.5.2 ;;
'info '*) echo "68719476736 64 $PWD" ;;
*' config --hash '*) printf '%s\\n' 'db aa' 'web bb' ;;
'system df '*) echo 'shop-test_db_data 1GB' ;;
'wait '*) echo 1 ;;
'ps '*'oneoff=False --format'*) ;;
*' config --quiet' | *' stop' | *' stop '* | *' down '* | *' rm '* | 'start '* | 'rm '* | *' build' | *' pull '* | 'logs '*) ;;`;

/** The call whose number the test says fails, and says nothing that its reader could not know. */
const failing = `*) n=$(($(cat "$HOME/count") + 1)); echo "$n" >"$HOME/count"
  if [ "$n" = "$(cat "$HOME/fail-at")" ]; then echo 'Error response from daemon: no' >&2; exit 1; fi ;;&`;

const model = (over: Partial<StackModel> = {}) =>
  shop({
    variables: Object.keys(settings).map((name) =>
      variable({ kind: 'secret', name, group: said('Secrets'), bytes: 16 }),
    ),
    ...over,
  });

function running(answers: string): OperationsFolder {
  const folder = operationsFolder(model(), `${answers}\n${whole}\n${more}\n${runningShop}`);
  const config = JSON.parse(folder.read('../config.json'));
  config.services.db.environment = settings;
  folder.write('../config.json', JSON.stringify(config, null, 2));
  folder.write(
    '.env',
    `${Object.entries(settings)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join('')}`,
  );
  folder.write('../count', '0\n');
  folder.write('../fail-at', '0\n');
  putBackup(folder, name, manifest, { ...files, 'config/.env': `DB_PASSWORD=${drawn}\n` });
  folder.run('chmod 700 backups; chmod 600 .env');
  return folder;
}

/** Which secrets stand in what was said, and in what scripts keep of it. */
function saidOf(folder: OperationsFolder, line: string) {
  const { status, out, err } = folder.run(`umask 022; ${line}`, { CONFIRM: 'shop-test', SMOKE_SECONDS: '1' });
  const logs = folder.run('cat backups/.schedule.log 2>/dev/null').out;
  const all = `${out}${err}${logs}`;
  return {
    status,
    all,
    secrets: Object.entries(settings).flatMap(([name, value]) => (all.includes(value) ? [name] : [])),
  };
}

const lines = [
  'scripts/start db web',
  'scripts/run-job migrate',
  'scripts/upgrade --force',
  'scripts/backup --quiesce',
  'scripts/scheduled --log backup',
  `scripts/verify-backup ${name}`,
  `scripts/restore ${name}`,
  'scripts/restore-drill latest',
  'scripts/doctor',
  'scripts/disk-usage',
  'scripts/plan',
  'scripts/drift',
  'scripts/destroy',
];

/** `STOWAGE_HOSTILE=all` lets every call fail in turn. */
const steps =
  process.env.STOWAGE_HOSTILE === 'all'
    ? Array.from({ length: 80 }, (_, i) => i + 1)
    : [1, 2, 3, 5, 8, 13, 21, 34];

describe('no secret is said where a call of docker fails', () => {
  test.each(lines)('%s', (line) => {
    const folder = running(failing);
    let failed = 0;
    for (const step of steps) {
      folder.write('../count', '0\n');
      folder.write('../fail-at', `${step}\n`);
      const { status, secrets } = saidOf(folder, line);
      expect({ step, secrets }).toEqual({ step, secrets: [] });
      if (status !== 0) failed++;
    }
    expect(failed).toBeGreaterThan(0);
  });
});

/** Every program that a script calls inherits what it exports: docker writes down what it has. */
const noting = `*) printenv >>"$HOME/children" ;;&`;

describe('no secret is handed on to the programs that a script calls', () => {
  test.each(lines)('%s', (line) => {
    const folder = running(noting);
    folder.run(line, { CONFIRM: 'shop-test', SMOKE_SECONDS: '1', TO_CHILDREN: 'yes' });
    const handed = folder.read('../children');
    expect(handed.split('TO_CHILDREN=yes').length).toBeGreaterThan(4);
    expect(Object.values(settings).filter((value) => handed.includes(value))).toEqual([]);
  });
});

/** What each version of Compose does where it cannot read .env: the line stands in its complaint. The lane asks real ones. */
const unreadable = `'compose version'*) echo v2.40.3 ;;\n'compose '*) printf 'failed to read %s/.env: line 1: ' "$PWD" >&2; cat .env >&2; exit 1 ;;`;

describe('no secret is said where Compose cannot read .env, and the lines are named', () => {
  const plain = `DB_PASSWORD=${drawn}\n`;
  test.each([
    ['a quote that is not closed', `# first\nDB_PASSWORD="${drawn}\nMAIL_PASSWORD=a\n`, '2'],
    ['another that is not', `DB_PASSWORD='${drawn}\n`, '1'],
    ['what stands behind a quote', `A=b\nDB_PASSWORD="a"${drawn}!x\n`, '2'],
    ['a secret without a name', `${plain}\n${drawn}!\n`, '3'],
    ['a name that is none', `${plain}A!=${drawn}\n`, '2'],
    ['what is to be replaced', `A='\${x'\nDB_PASSWORD=\${${drawn}!}\n`, '2'],
    ['the same in quotes', `A='a\nb'\nDB_PASSWORD="\${${drawn}"\n`, '3'],
  ])('%s', (_, env, odd) => {
    const folder = running(unreadable);
    folder.write('.env', env);
    for (const line of [
      'scripts/start db web',
      'scripts/upgrade',
      'scripts/backup',
      'scripts/restore-drill latest',
      'scripts/compose ps',
      'make status',
    ]) {
      const { status, all, secrets } = saidOf(folder, line);
      expect({ line, status: status === 0, secrets }).toEqual({ line, status: false, secrets: [] });
      expect([line, all]).toEqual([
        line,
        expect.stringContaining(
          `error: Compose cannot read .env; these of its lines are odd: ${odd}\n       close the quote, put a value with a $ into single quotes, or give the variable a name of letters, digits and _\n`,
        ),
      ]);
    }
    const { all, secrets } = saidOf(folder, 'scripts/doctor');
    expect(secrets).toEqual([]);
    expect(all).toContain(
      `error    Compose cannot read .env; these of its lines are odd: ${odd}\n         close the quote`,
    );
  });

  test('what Compose reads all the same is taken, and is asked for once more', () => {
    const folder = operationsFolder(model(), `'compose '*' config --quiet' | 'compose '*' ps') ;;`);
    for (const [env, calls] of [
      [`DB_PASSWORD=${drawn} # mine\r\nexport A = 'a\n$b'\n\n  # x\nB: "c\\"d" # e\n`, ['ps']],
      ['DB_PASSWORD=a$b\n', ['config --quiet', 'ps']],
      ['HOME\n', ['config --quiet', 'ps']],
    ] as const) {
      folder.write('.env', env);
      folder.write('../calls', '');
      expect(folder.run('scripts/compose ps')).toEqual({ status: 0, out: '', err: '' });
      expect([env, folder.calls()]).toEqual([
        env,
        calls.map((call) => `compose --project-name shop-test ${call}\n`).join(''),
      ]);
    }
  });
});
