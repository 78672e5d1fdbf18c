import { describe, expect, test } from 'vitest';
import type { Text } from '../../../src/compose/text.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { secretNotLiteral } from '../../../src/rules/secret/secret-not-literal.ts';
import { said, service, stack, variable, volume } from '../../support/model.ts';

const secret = variable({ kind: 'secret', name: 'DB_PASSWORD' });
const health = { interval: '10s', timeout: '5s', retries: 6, startPeriod: '30s' } as const;
const reference = { kind: 'variable', name: 'DB_PASSWORD' } as const;
const check = (over: Partial<ServiceModel>) =>
  secretNotLiteral.check(stack({ services: [service(over)], variables: [secret] }));
const env = (name: string, ...value: Text) => check({ env: [{ name, value }] });
const messages = (over: Partial<ServiceModel>) => check(over).map(({ message }) => message);

describe('secret-not-literal', () => {
  test('a password as a literal', () => {
    expect(env('DB_PASSWORD', 'correct horse')).toEqual([
      {
        path: 'shop-test/app/web',
        message: '"web" has a literal of 13 characters in DB_PASSWORD: whoever reads the repository has it',
        fix: "keep it in .env: pass new Secret('DB_PASSWORD', { description: '…' }), or a Variable when another party issues it",
      },
    ]);
  });

  test('no message has the value', () => {
    const value = 'hunter2hunter2';
    const found = [
      ...env('DB_PASSWORD', value),
      ...env('URL', `postgres://app:${value}@db/app`),
      ...check({ command: [['--password'], [value]] }),
      ...check({ compose: { labels: [`api_token=${value}`], environment: [`SECRET=${value}`] } }),
    ];
    expect(found).toHaveLength(5);
    expect(JSON.stringify(found)).not.toContain(value);
  });

  test.each([
    'PASSWORD',
    'PGPASSWORD',
    'REDIS_PASS',
    'DB_PWD',
    'SECRET_KEY',
    'SECRET_KEY_BASE',
    'API_KEY',
    'apiKey',
    'dbPassword',
    'OBJECT_STORAGE_SECRET_ACCESS_KEY',
    'SSH_PRIVATE_KEY',
    'GITHUB_TOKEN',
    'CLIENT_SECRET',
    'KEY_PASSPHRASE',
  ])('%s', (name) => {
    expect(env(name, 'changeme')).toHaveLength(1);
  });

  test.each([
    ['DB_PASSWORD_FILE', 'secret-name'],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '$OTHER'],
    ['MYSQL_ALLOW_EMPTY_PASSWORD', 'yes'],
    ['ACCESS_KEY_ID', 'shop-app'],
    ['TOKEN_TTL', '3600'],
    ['PASSWORD_RESET_URL', 'https://example.com'],
    ['PWD', 'work'],
    ['COMPASS', 'north'],
    ['MAX_TOKENS', '4096'],
    ['URL', 'https://example.com/?a=b:c@d'],
    ['SENTRY_DSN', 'https://abc@example.com/1'],
  ])('%s=%s is none', (name, value) => {
    expect(env(name, ...(value === '' ? [] : [value]))).toEqual([]);
  });

  test('a secret by reference', () => {
    expect(env('DB_PASSWORD', reference)).toEqual([]);
    expect(env('URL', 'postgres://app:', reference, '@db/app')).toEqual([]);
  });

  test('a token in the query of a URL; what is named for groups of users is no log-in', () => {
    const id = '3f2b1c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d';
    expect(env('ALERTS', `https://alerts.example.com/v1?x=1&apiKey=${id}`)).toMatchObject([
      {
        message:
          '"web" has a literal of 36 characters as apiKey in ALERTS: whoever reads the repository has it',
      },
    ]);
    expect(env('ALERTS', `https://alerts.example.com/v1?access_token=${id}`)).toHaveLength(1);
    expect(env('ALERTS', `https://alerts.example.com/v1?id=${id}`)).toEqual([]);
    expect(env('ALERTS', 'https://alerts.example.com/v1?token=$TOKEN')).toEqual([]);
    expect(env('BASIC_AUTH', 'root:toor')).toHaveLength(1);
    expect(env('RUN_USER', 'root:root')).toEqual([]);
  });

  test('a password in a URL', () => {
    expect(env('URL', 'postgres://app:swordfish@', { kind: 'address', service: 'db' })).toMatchObject([
      {
        message: '"web" has a password of 9 characters in a URL in URL: whoever reads the repository has it',
      },
    ]);
  });

  test.each([
    [`AKIA${'A'.repeat(16)}`, 'an access key of AWS'],
    [`ghp_${'a'.repeat(36)}`, 'a token of GitHub'],
    [`xoxb-${'1'.repeat(12)}`, 'a token of Slack'],
    [`-----BEGIN RSA ${'PRIVATE'} KEY-----\nx`, 'a private key (PEM)'],
  ])('a form that only credentials have: %#', (value, looks) => {
    expect(env('SETTING', `x ${value}`)).toMatchObject([
      { message: `"web" has ${looks} in SETTING: whoever reads the repository has it` },
    ]);
  });

  test('in a command', () => {
    expect(messages({ command: [['redis-server'], ['--password'], ['swordfish']] })).toEqual([
      '"web" has a literal of 9 characters as --password in its command: whoever reads the repository has it',
    ]);
    expect(
      messages({ command: [['sh'], ['-c'], ['DB_PASSWORD="$PW" x --password "$PW"; test -n "$TOKEN" = y']] }),
    ).toEqual([]);
    expect(messages({ command: [['psql'], ['--no-password'], ['shop']] })).toEqual([]);
    expect(messages({ console: { target: 'x', help: said(''), command: ['x', '--token=abcdef'] } })).toEqual([
      '"web" has a literal of 6 characters as --token in its console: whoever reads the repository has it',
    ]);
  });

  test('a secret among the arguments of a process', () => {
    expect(check({ command: [['redis-server'], ['--requirepass'], [reference]] })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" has the secret DB_PASSWORD in its command: ps and docker inspect show it to every user of the host',
        fix: 'pass it in env, and let the program in the container read $DB_PASSWORD from there',
      },
    ]);
    expect(messages({ entrypoint: [[reference]], compose: { labels: { x: '${DB_PASSWORD}' } } })).toEqual([
      '"web" has the secret DB_PASSWORD in its entrypoint: ps and docker inspect show it to every user of the host',
      '"web" has the secret DB_PASSWORD in its labels: ps and docker inspect show it to every user of the host',
    ]);
    expect(messages({ compose: { healthcheck: { test: 'x ${DB_PASSWORD}' } } })).toHaveLength(1);
    expect(messages({ compose: { healthcheck: { test: 'x $$DB_PASSWORD' } } })).toEqual([]);
  });

  test('raw keys', () => {
    expect(messages({ compose: { environment: { TOKEN: 'abcdef' } } })).toEqual([
      '"web" has a literal of 6 characters in TOKEN: whoever reads the repository has it',
    ]);
    expect(messages({ compose: { environment: { TOKEN: '${TOKEN:-abcdef}' } } })).toEqual([
      '"web" has a literal of 6 characters as TOKEN in compose.environment.TOKEN: whoever reads the repository has it',
    ]);
    expect(messages({ compose: { build: { args: { npm_token: 'abcdef' } } } })).toEqual([
      '"web" has a literal of 6 characters in compose.build.args.npm_token: whoever reads the repository has it',
    ]);
    const nfs = volume({ compose: { driver_opts: { o: 'username=x,password=swordfish' } } });
    expect(secretNotLiteral.check(stack({ volumes: [nfs] }))).toMatchObject([
      {
        path: nfs.path,
        message:
          '"web_data" has a literal of 9 characters as password in compose.driver_opts.o: whoever reads the repository has it',
      },
    ]);
  });

  test.each([
    ['password = swordfish', 1],
    ['"clientSecret": "swordfish"', 1],
    ['<password>swordfish</password>', 1],
    ['<password from_env="DB_PASSWORD"/>', 0],
    ['<password></password>', 0],
    ['password: ${DB_PASSWORD}', 0],
    ['password_encryption = scram-sha-256', 0],
    ['password:\n  min: 8', 0],
  ])('a generated file with %s', (text, count) => {
    const files = [{ path: 'shop-test/x', file: 'x.conf', content: { kind: 'text' as const, text } }];
    expect(secretNotLiteral.check(stack({ files }))).toHaveLength(count);
  });

  test('a default of a secret', () => {
    const variables = [
      variable({ name: 'ADMIN_PASSWORD', default: 'admin' }),
      variable({ name: 'SMTP_PASSWORD', default: '' }),
    ];
    expect(secretNotLiteral.check(stack({ variables }))).toEqual([
      {
        path: 'shop-test',
        message:
          'the variable ADMIN_PASSWORD has a default of 5 characters: whoever reads the repository has it',
        fix: 'leave its default out, or make it a Secret',
      },
    ]);
  });
});

describe('secret-not-literal, of what has no name', () => {
  const token = 'q7Zt2LmXw9Rb4KcVh8TnYp3s';

  test('a random token, and never its value', () => {
    const [found] = env('UPLOAD', token);
    expect(found?.message).toContain('a random token of 24 characters');
    expect(JSON.stringify(found)).not.toContain(token);
  });

  test.each([
    ['curl -u ops:hunter22 https://example.com', 'curl -u'],
    ['redis-cli -a hunter22 ping', 'redis-cli -a'],
    ['mysqladmin ping -h db -phunter22', '-p'],
    ['curl -H "Authorization: Bearer hunter22abc" https://example.com', 'Authorization'],
  ])('what a program takes without a name: %s', (line, named) => {
    const found = check({ health: { ...health, test: { shell: [line] } } });
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(named);
    expect(JSON.stringify(found)).not.toContain('hunter22');
  });

  test('the same programs with what the container knows', () => {
    for (const line of [
      'curl -u "$USER:$PASSWORD" https://example.com',
      'redis-cli -a "$REDISCLI_AUTH" ping',
      'mysqladmin ping -h db -p"$MYSQL_ROOT_PASSWORD"',
      'mysqladmin ping --protocol=tcp --port=3306',
      'curl -fsS -o /dev/null http://127.0.0.1:8000/',
    ])
      expect([line, check({ health: { ...health, test: { shell: [line] } } })]).toEqual([line, []]);
  });

  test.each([
    ['NEO4J_AUTH', 'neo4j/neo4j'],
    ['BASIC_AUTH', 'admin:admin'],
    ['ADMIN_USER', 'root:changeme'],
    ['WEB_LOGIN', 'guest:guest'],
  ])('a log-in of a manual: %s=%s', (name, value) => {
    expect(env(name, value)).toMatchObject([
      {
        message: `"web" has a log-in of ${value.length} characters that everybody tries first in ${name}: whoever reads the repository has it`,
      },
    ]);
  });

  test.each([
    ['OWNER', 'root:root'],
    ['RUN_AS', 'postgres:postgres'],
    ['BASIC_AUTH', 'off'],
    ['AUTH_ROUTE', 'admin/users'],
    ['ADMIN_GROUP', 'admin:staff'],
  ])('%s=%s is none', (name, value) => {
    expect(env(name, value)).toEqual([]);
  });

  test('a credential that is the default of a variable', () => {
    const hook = ['https://discord.com/api', 'webhooks', '123456789012', 'aB3dE6gH'.repeat(8)].join('/');
    const found = check({ compose: { environment: { ALERTS: `\${ALERTS_URL:-${hook}}` } } });
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain('the address of a webhook of Discord as ALERTS_URL');
    expect(JSON.stringify(found)).not.toContain('aB3dE6gH');
  });

  test('an example that is a secret', () => {
    const example = variable({ name: 'UPLOAD', example: token });
    expect(secretNotLiteral.check(stack({ variables: [example] }))).toEqual([
      {
        path: 'shop-test',
        message:
          'the variable UPLOAD has a random token of 24 characters as its example: whoever reads the repository has it',
        fix: 'show the form with a value that opens nothing, or leave the example out',
      },
    ]);
  });
});
