import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { EnvironmentModel } from '../../../../src/model/environment.ts';
import type { Size } from '../../../../src/model/quantity.ts';
import type { StackModel } from '../../../../src/model/stack.ts';
import { environment, service, stack, variable, volume } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

const model = (over: Partial<StackModel> = {}): StackModel =>
  stack({
    variables: [
      variable({ kind: 'secret', name: 'DB_PASSWORD', pattern: '[a-z0-9]{8,}' }),
      variable({ name: 'DOMAIN', pattern: '([a-z0-9-]+\\.)+[a-z]+' }),
      variable({ name: 'GREETING', default: 'hello', pattern: 'hello|bye' }),
    ],
    services: [service({ limits: { memory: '1gb', cpus: 1.5, processes: 1 } })],
    volumes: [volume({ id: 'web_data' }), volume({ id: 'more_data' })],
    schedule: { at: '03:00', keepDays: 3 },
    ...over,
  });

/** An environment that is planned for this. */
const host = (cpus: number, memory: Size, disk: Size): EnvironmentModel => ({
  ...environment,
  host: { cpus, memory, disk },
});

const good = 'DB_PASSWORD=abcdefgh\nDOMAIN=shop.example.com\nGREETING=\n';

const healthy = `'compose version --short') echo v2.40.3-3 ;;
'version '*) echo 28.5.2+dfsg4 ;;
'compose --project-name shop-test config --quiet') ;;
'info '*) echo "$((4 * 1024 * 1024 * 1024)) 2 $PWD" ;;
'ps '* | 'volume ls '*) ;;
'image inspect '*) ;;`;

/** What doctor says, without what is fine, of a folder with these answers of docker before the healthy ones. */
function examine({
  env = good,
  answers = '',
  over = {},
  before = ':',
}: {
  env?: string;
  answers?: string;
  over?: Partial<StackModel>;
  before?: string;
}) {
  const folder = operationsFolder(model(over), `${answers}\n${healthy}`);
  folder.write('.env', env);
  chmodSync(join(folder.path, '.env'), 0o600);
  for (const [tool, program] of Object.entries({
    df: 'echo "Filesystem 1024-blocks Used Available Capacity Mounted on"; echo "x 0 0 $((50 * 1024 * 1024)) 0% /"',
    curl: 'exit 0',
    flock: 'exit 0',
    ss: '[ "$2 $3" != "--tcp sport = :80" ] || echo LISTEN',
  })) {
    folder.write(`../bin/${tool}`, `#!/bin/bash\n${program}\n`);
    chmodSync(join(folder.path, '../bin', tool), 0o755);
  }
  const { status, out, err } = folder.run(`${before}; scripts/doctor`);
  const findings = out
    .split(/\n(?=\w)/)
    .filter((said) => /^(error|warning) /.test(said) && !said.includes('of memory are free'))
    .map((said) => said.replace(/^(\w+) +/, '$1: ').replace(/\n +/, ' -> '));
  return { status, out, err, findings };
}

test('a host where nothing is wrong', () => {
  const { status, err, out, findings } = examine({});
  expect({ status, err, findings }).toEqual({ status: 0, err: '', findings: [] });
  expect(out).toContain('ok       Compose v2.40.3-3\n');
});

describe('.env', () => {
  test.each([
    ['is missing', { before: 'rm .env' }, ['error: .env is missing -> run: make init']],
    ['is open', { before: 'chmod 644 .env' }, ['error: .env can be read by others -> run: chmod 600 .env']],
    [
      'lacks what is required',
      { env: 'GREETING=\nDOMAIN=""\n' },
      ['DB_PASSWORD', 'DOMAIN'].map(
        (name) => `error: ${name} is not set -> run make init; what it cannot draw, write into .env`,
      ),
    ],
    [
      'holds values of another form',
      { env: 'DB_PASSWORD=Short#1\nDOMAIN=https://shop.example.com\nGREETING=hello there\n' },
      [
        'error: the value of DB_PASSWORD has not the form that it must have -> it must match [a-z0-9]{8,}',
        'error: the value of DOMAIN has not the form that it must have -> it must match ([a-z0-9-]+\\.)+[a-z]+',
        'error: the value of GREETING has not the form that it must have -> it must match hello|bye',
      ],
    ],
    [
      'has names that nothing reads, twice, and a value that Compose changes',
      {
        env: `${good}DOMIAN=x\nCOMPOSE_PROFILES=x\nDOMAIN=a$b.example.com\n`,
        over: { variables: [variable({ name: 'DOMAIN' })] },
      },
      [
        'warning: .env sets DB_PASSWORD, which nothing reads -> is it misspelt? .env.example has the names',
        'warning: .env sets GREETING, which nothing reads -> is it misspelt? .env.example has the names',
        'warning: .env sets DOMIAN, which nothing reads -> is it misspelt? .env.example has the names',
        'warning: .env sets DOMAIN twice -> the last one counts; remove the other',
        'warning: the value of DOMAIN holds a $, which Compose replaces -> put the value in single quotes',
      ],
    ],
  ])('that %s', (_, given, findings) => {
    expect(examine(given).findings).toEqual(findings);
  });

  test('that the shell wins over is named, also where it says nothing of that variable', () => {
    const env = 'DB_PASSWORD=abcdefgh\nDOMAIN=shop.example.com\n';
    const before = 'export DB_PASSWORD=Hidden12 DOMAIN=shop.example.com GREETING=bye OTHER=x';
    const over = { variables: model().variables.map(({ pattern: _, ...rest }) => rest) };
    const { out, findings } = examine({ env, before, over });
    expect(findings).toEqual(
      ['DB_PASSWORD', 'GREETING'].map(
        (name) =>
          `warning: this shell exports ${name}, and Compose takes that instead of what .env says -> run: unset ${name}`,
      ),
    );
    expect(out).not.toContain('Hidden');
  });

  test('is never shown', () => {
    const { out, err } = examine({ env: 'DB_PASSWORD=Hidden#1\nDOMAIN=Hidden#2\nGREETING=$Hidden\n' });
    expect(out + err).not.toContain('Hidden');
  });
});

describe('the host', () => {
  test.each([
    [
      'an old engine and an old Compose',
      { answers: `'compose version --short') echo 2.25.9 ;;\n'version '*) echo 23.0.6 ;;` },
      [
        'error: Compose is 2.25.9, too old -> install Compose 2.26 or newer',
        'error: the Docker engine is 23.0.6, too old -> install Docker Engine 24.0 or newer',
      ],
    ],
    [
      'an engine that does not answer',
      { answers: `'version '*) exit 1 ;;` },
      [
        'error: the Docker engine does not answer -> start it, and let this user reach it: docker info says more',
      ],
    ],
    [
      'no Compose',
      { answers: `'compose version --short') exit 1 ;;` },
      ['error: docker compose is missing -> install the Compose plugin: docker-compose-plugin'],
    ],
    [
      'a compose file that is refused',
      { answers: `*' config --quiet') printf 'more\\nno such network\\n' >&2; exit 1 ;;` },
      ['error: Compose does not accept docker-compose.yml: no such network -> mend what it names'],
    ],
    [
      'less than it needs',
      {
        answers: `'info '*) echo "$((512 * 1024 * 1024)) 1 $PWD" ;;`,
        over: { environment: host(2, '4gb', '100gb') },
      },
      [
        'error: the host has 0.5 GiB of memory, the limits of all services add up to 1.0 GiB -> give it more memory, or lower the limits',
        'error: the host has 1 processors, a service may use 2: Docker refuses that -> give it more processors, or lower the limit',
        expect.stringMatching(/^error: 50\.0 GiB are free in .*, 100\.0 GiB are needed -> make room/),
      ],
    ],
    [
      'less than was planned',
      {
        answers: `'info '*) echo "$((2 * 1024 * 1024 * 1024)) 2 /nowhere" ;;`,
        over: { environment: host(4, '4gb', '1gb') },
      },
      [
        'warning: the host has 2.0 GiB of memory, test is planned for 4.0 GiB -> give it more memory, or correct the plan',
        'warning: the host has 2 processors, test is planned for 4 -> give it more processors, or correct the plan',
      ],
    ],
  ])('%s', (_, given, findings) => {
    const { status, findings: found } = examine(given);
    expect(found).toEqual(findings);
    expect(status).toBe(findings.some((finding) => String(finding).includes('warning')) ? 0 : 1);
  });

  test('a host without docker still hears about its .env', () => {
    const { findings } = examine({
      env: '',
      before:
        'rm ../bin/docker; for tool in bash dirname env printenv awk date find; do ln -sf "$(command -v $tool)" ../bin/; done; PATH=$(cd ../bin && pwd)',
    });
    expect(findings[0]).toContain('DB_PASSWORD is not set');
    expect(findings.at(-1)).toBe('error: docker is missing -> install Docker Engine and its Compose plugin');
  });
});

describe('ports', () => {
  const over = {
    services: [
      service({
        ports: [
          { published: 80, target: 80, protocol: 'tcp' },
          { published: 443, target: 443, protocol: 'udp' },
        ],
      }),
    ],
  } as const;

  test('in use by something else', () => {
    expect(examine({ over }).findings).toEqual([
      "error: port 80/tcp is in use on this host -> find out by whom: ss -ltunp 'sport = :80'",
    ]);
  });

  test('held by another project', () => {
    const answers = `'ps --filter publish=80/tcp '*) echo other-local other-local-caddy-1 ;;`;
    expect(examine({ over, answers }).findings).toEqual([
      'error: port 80/tcp is published by the container other-local-caddy-1 -> stop it, or move one of the two to another port',
    ]);
  });

  test('held by this project', () => {
    const answers = `'ps --filter publish=80/tcp '*) echo shop-test shop-test-web-1 ;;`;
    expect(examine({ over, answers }).findings).toEqual([]);
  });
});

describe('images', () => {
  const missing = `'image inspect '*) exit 1 ;;`;

  test('that the registry offers', () => {
    expect(examine({ answers: `${missing}\n'manifest inspect example/web:1.0') ;;` }).findings).toEqual([]);
  });

  test('that are nowhere', () => {
    const { status, findings } = examine({ answers: missing });
    expect(findings).toEqual([
      'error: the image example/web:1.0 is not on this host, and its registry does not offer it -> correct the tag; a private registry needs docker login',
    ]);
    expect(status).toBe(1);
  });

  test('of registries that do not answer are doubted, each once', () => {
    const images = ['web:1', 'example/web:1', 'quay.io/a/b:1', 'quay.io/a/c:1', 'localhost:5000/a:1'];
    const { status, findings } = examine({
      answers: missing,
      before: 'echo "exit 6" >../bin/curl',
      over: { services: images.map((image, i) => service({ id: `s${i}`, image })) },
    });
    expect(findings).toEqual(
      ['registry-1.docker.io', 'quay.io', 'localhost:5000'].map(
        (registry) =>
          `warning: the registry ${registry} does not answer -> images that this host lacks cannot be pulled until it does`,
      ),
    );
    expect(status).toBe(0);
  });
});

describe('what is kept', () => {
  const volumes = (
    ...ids: string[]
  ) => `'volume ls '*.Name*) printf '%s\\n' ${ids.map((id) => `'shop-test_${id} ${id}'`).join(' ')} ;;
'volume ls '*) printf '%s\\n' ${ids.join(' ')} ;;`;
  /** A complete backup of that time. */
  const backup = (ago: string) =>
    `b=backups/$(date -u -d ${ago} +%Y%m%dT%H%M%SZ); mkdir -p $b backups/20990101T000000Z; touch $b/manifest $b/SHA256SUMS`;
  const yesterday = backup('-20hours');

  test('a volume is missing beside others', () => {
    expect(examine({ answers: volumes('web_data'), before: yesterday }).findings).toEqual([
      'warning: the volume more_data is missing, others of shop-test are there -> it will be made empty; if it held data, restore a backup',
    ]);
  });

  test('a recent backup is fine', () => {
    const { out, findings } = examine({ answers: volumes('web_data', 'more_data'), before: yesterday });
    expect(findings).toEqual([]);
    expect(out).toContain('ok       newest backup 2');
  });

  test.each([
    ['-30hours', 30],
    ['-40days', 960],
    ['-400days', 9600],
  ])('an old one is named: %s', (ago, hours) => {
    const { status, findings } = examine({
      answers: volumes('web_data', 'more_data'),
      before: backup(ago),
    });
    expect(status).toBe(1);
    expect(findings.map((said) => said.replace(/\d{8}T\d{6}Z/, 'NAME'))).toEqual([
      `error: the newest backup, NAME, is ${hours} hours old -> make status says what became of the schedule; run: make backup`,
    ]);
  });

  test('none is named once there is data', () => {
    expect(examine({}).findings).toEqual([]);
    const none = (over: Partial<StackModel> = {}) =>
      examine({ answers: volumes('web_data', 'more_data'), over }).findings.map((said) =>
        said.replace(/ in .*? -> /, ' -> '),
      );
    expect(none()).toEqual(['warning: there is no backup -> run: make backup']);
    expect(none({ environment: { ...environment, guarded: true } })).toEqual([
      'error: there is no backup -> run: make backup',
      'warning: the schedule of the backups is not installed on this host -> run: sudo make schedule',
    ]);
  });

  test('what sends copies elsewhere is looked for only where they are sent', () => {
    const over = {
      variables: [variable({ name: 'OFFSITE_REPOSITORY', default: '' })],
      schedule: { at: '03:00', keepDays: 3, offsite: { image: 'restic/restic:0.18.1' } },
    };
    const answers = "'image inspect restic/'* | 'manifest inspect restic/'*) exit 1 ;;";
    expect(examine({ env: '', answers, over }).findings).toEqual([]);
    expect(examine({ env: 'OFFSITE_REPOSITORY=/mnt\n', answers, over }).findings).toContain(
      'error: the image restic/restic:0.18.1 is not on this host, and its registry does not offer it -> correct the tag; a private registry needs docker login',
    );
  });

  test('without a schedule nobody asks for one', () => {
    const { schedule: _, ...unscheduled } = model();
    const folder = operationsFolder(unscheduled);
    expect(folder.read('scripts/doctor')).not.toContain('check-backup');
  });
});
