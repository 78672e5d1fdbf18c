import { describe, expect, test } from 'vitest';
import { variable } from '../../../support/model.ts';
import { examine, good, host, model } from './examine.ts';

test('a host where nothing is wrong', () => {
  const { status, err, out, findings } = examine({});
  expect({ status, err, findings }).toEqual({ status: 0, err: '', findings: [] });
  expect(out).toContain('ok       Compose v2.40.3-3\n');
});

/** None has a form that it must have. */
const free = model().variables.map(({ pattern: _, ...rest }) => rest);

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
        env: `${good}DOMIAN=x\nCOMPOSE_PROFILES=x\nLD_PRELOAD=x\nDOMAIN=a$b.example.com\n`,
        over: { variables: [variable({ name: 'DOMAIN' })] },
      },
      [
        'warning: .env sets DB_PASSWORD, which nothing reads -> is it misspelt? .env.example has the names',
        'warning: .env sets DOMAIN twice -> the last one counts; remove the other',
        'warning: .env sets GREETING, which nothing reads -> is it misspelt? .env.example has the names',
        'warning: .env sets DOMIAN, which nothing reads -> is it misspelt? .env.example has the names',
        'warning: .env sets COMPOSE_PROFILES, which is for Docker or what it starts, and not for this system -> remove it; a plain docker compose obeys it',
        'warning: .env sets LD_PRELOAD, which is for Docker or what it starts, and not for this system -> remove it; a plain docker compose obeys it',
        'warning: the value of DOMAIN holds a $, which Compose replaces -> put the value in single quotes',
      ],
    ],
    [
      'holds dollars that Compose leaves alone',
      {
        env: `${good}\n`.replace(/GREETING=.*/, String.raw`GREETING="he\$\{x}llo" # for $5`),
        over: { variables: free },
      },
      [],
    ],
    [
      'holds a dollar behind a backslash that is one of the text',
      { env: `${good}\n`.replace(/GREETING=.*/, String.raw`GREETING="he\\$x"`), over: { variables: free } },
      ['warning: the value of GREETING holds a $, which Compose replaces -> put the value in single quotes'],
    ],
    [
      'hides a variable behind a closing quote',
      { env: `${good}GREETING='hello' COMPOSE_FILE=evil.yml\n` },
      [
        'warning: .env sets GREETING twice -> the last one counts; remove the other',
        'error: the value of GREETING has no closing quote, or something behind it that Compose takes for another variable -> give each variable a line of its own',
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

  test('and what the shell says is what is judged', () => {
    const { findings } = examine({ env: good, before: 'export DOMAIN=https://shop.example.com' });
    expect(findings).toEqual([
      'error: the value of DOMAIN has not the form that it must have -> it must match ([a-z0-9-]+\\.)+[a-z]+',
      'warning: this shell exports DOMAIN, and Compose takes that instead of what .env says -> run: unset DOMAIN',
    ]);
  });

  test('and what the shell says to Docker is named, too', () => {
    const before =
      'export COMPOSE_FILE=Hidden COMPOSE_PROFILES= COMPOSE_REMOVE_ORPHANS=1 DOCKER_HOST=unix:///Hidden DOCKER_DEFAULT_PLATFORM=Hidden; COMPOSE_ONLY_HERE=1';
    const { out, findings } = examine({ before });
    expect(findings).toEqual([
      ...['COMPOSE_FILE', 'COMPOSE_PROFILES', 'COMPOSE_REMOVE_ORPHANS'].map(
        (name) =>
          `warning: this shell exports ${name}, which a plain docker compose obeys -> run: unset ${name}`,
      ),
      'warning: this shell exports DOCKER_DEFAULT_PLATFORM: images of that platform are taken, and not those of this host -> run: unset DOCKER_DEFAULT_PLATFORM',
    ]);
    expect(out).toContain(
      'ok       this shell exports DOCKER_HOST: all of this is about the engine that it leads to\n',
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
        'rm ../bin/docker; for tool in bash dirname env printenv awk date find stat id cut sort xargs paste realpath; do ln -sf "$(command -v $tool)" ../bin/; done; PATH=$(cd ../bin && pwd)',
    });
    expect(findings[0]).toContain('DB_PASSWORD is not set');
    expect(findings.at(-1)).toBe('error: docker is missing -> install Docker Engine and its Compose plugin');
  });
});
