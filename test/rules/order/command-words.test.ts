import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { commandWords } from '../../../src/rules/order/command-words.ts';
import { service, stack } from '../../support/model.ts';

const said = (over: Partial<ServiceModel>) =>
  commandWords.check(stack({ services: [service(over)] })).map(({ message, fix }) => `${message} -> ${fix}`);
const words = (...all: readonly string[]) => all.map((word) => [word]);
const command = (...all: readonly string[]) => said({ command: words(...all) });
const health = (...exec: readonly string[]) => {
  const timing = { interval: '10s', timeout: '5s', retries: 6, startPeriod: '30s' } as const;
  return said({ health: { test: { exec: words(...exec) }, ...timing } });
};

describe('command-words', () => {
  test('a command line as one word', () => {
    expect(command('sleep 1d')).toEqual([
      `"web" has 'sleep 1d' as one word of its command: no shell takes it apart, and no image has a program of that name -> write a word each: command: ['sleep', '1d']`,
    ]);
    expect(command('bundle exec puma -C config/puma.rb')).toHaveLength(1);
    expect(command('/srv/run --port $PORT')).toEqual([
      `"web" has '/srv/run --port $PORT' as one word of its command: no shell takes it apart, and no image has a program of that name -> let a shell read it: command: ['sh', '-c', '/srv/run --port $PORT']`,
    ]);
    expect(health('curl -f http://127.0.0.1/')).toMatchObject([expect.stringContaining('its health check')]);
    expect(said({ entrypoint: words('/bin/app --quiet'), command: words('serve') })).toHaveLength(1);
    expect(said({ compose: { command: ['sleep 1d'] } })).toHaveLength(1);
    expect(said({ compose: { healthcheck: { test: ['CMD', 'pg_isready -U shop'] } } })).toHaveLength(1);
  });

  test('a variable before the program', () => {
    expect(command('NODE_ENV=production', 'node', 'server.js')).toEqual([
      `"web" has 'NODE_ENV=production' before the program in its command, and no shell reads it: no image has a program of that name -> write it in env, and leave it out here; or let a shell read the line: command: ['sh', '-c', 'NODE_ENV=production node server.js']`,
    ]);
    expect(command('A=1 B=2 serve --port 80')).toMatchObject([
      expect.stringContaining("has 'A=1 B=2' before"),
    ]);
    expect(said({ compose: { command: 'RAILS_ENV=production bundle exec puma' } })).toHaveLength(1);
    expect(health('PGUSER=shop', 'pg_isready')).toHaveLength(1);
    expect(command('env', 'A=1', 'serve')).toEqual([]);
    expect(said({ entrypoint: words('env'), command: words('A=1', 'serve') })).toEqual([]);
    expect(command('sh', '-c', 'A=1 serve')).toEqual([]);
    expect(command('serve', 'A=1')).toEqual([]);
    expect(command('SIZE=1', 'COLOUR=2')).toEqual([]);
  });

  test('an option and its value as one word, of an image that is known', () => {
    const known = { product: 'Prometheus', dataPaths: [] };
    expect(said({ known, command: words('--web.listen-address :80', '--log.level=warn') })).toEqual([
      `"web" has '--web.listen-address :80' as one word of its command: no shell takes it apart, and the program knows no option of that name -> write a word each: command: ['--web.listen-address', ':80', '--log.level=warn']`,
    ]);
    expect(said({ known, command: words('serve', '--port 80') })).toHaveLength(1);
    expect(said({ command: words('serve', '--port 80') })).toEqual([]);
    expect(
      said({ known: { ...known, traits: { appends: '--append' } }, command: words('--loglevel warning') }),
    ).toEqual([]);
    for (const line of [
      ['--title=a b'],
      ['--args', '--port 80'],
      ['sh', '-c', '--port 80'],
      ['-g daemon off;'],
      ['-- a b'],
    ])
      expect(said({ known, command: words(...line) })).toEqual([]);
  });

  test('a health check of another form than was meant', () => {
    const test = (of: unknown) => said({ compose: { healthcheck: { test: of } } });
    expect(test(['CMD-SHELL', 'wget', '-q', 'http://127.0.0.1/'])).toEqual([
      `"web" has '-q', 'http://127.0.0.1/' after the line of CMD-SHELL in its health check: the shell runs 'wget' alone -> write it as one line: health: { shell: 'wget -q http://127.0.0.1/' }`,
    ]);
    expect(test('NONE')).toEqual([
      `"web" has 'NONE' as the line of its health check: a shell looks for a program of that name -> to have none, say healthcheck: { disable: true }`,
    ]);
    expect(test(['CMD'])).toEqual([
      `"web" has CMD and no program in its health check: nothing is asked, and it never becomes healthy -> say what is to be asked, or healthcheck: { disable: true }`,
    ]);
    expect(test(['CMD-SHELL', 'wget -q http://127.0.0.1/'])).toEqual([]);
    expect(test(['NONE'])).toEqual([]);
    expect(test('wget -q http://127.0.0.1/')).toEqual([]);
  });

  test('a shell without a script', () => {
    expect(command('sh', '-c')).toEqual([
      `"web" has '-c' at the end of its command, and no script after it: the shell says so, and ends -> say what it is to run: command: ['sh', '-c', '…']`,
    ]);
    expect(said({ entrypoint: words('/bin/bash'), command: words('-lc') })).toHaveLength(1);
    expect(health('sh', '-ec')).toHaveLength(1);
    expect(said({ entrypoint: words('sh', '-c'), command: words('serve') })).toEqual([]);
    expect(command('serve', '-c')).toEqual([]);
    expect(command('sh', '-x')).toEqual([]);
  });

  test('a home that only a shell knows', () => {
    expect(command('~/bin/serve')).toEqual([
      `"web" has '~/bin/serve' in its command, and no shell reads it: the program gets these characters -> let a shell read the line: command: ['sh', '-c', '~/bin/serve']`,
    ]);
    expect(command('serve', '~/shop.conf')).toHaveLength(1);
    expect(command('sh', '-c', 'exec ~/bin/serve')).toEqual([]);
    expect(command('serve', '~', '/~/a', 'a~/b')).toEqual([]);
  });

  test('a language reads a dollar sign in its own program alone', () => {
    expect(command('python', 'manage.py', 'runserver', '$PORT')).toHaveLength(1);
    expect(command('node', 'server.js', '--port=$PORT')).toHaveLength(1);
    expect(command('node', '-e', 'console.log($PORT)', '$PORT')).toEqual([]);
    expect(command('python3', 'a.py', '>', '/log')).toHaveLength(1);
    expect(command('perl', '-ne', 'print $A', '>', '/log')).toEqual([]);
  });

  test('what only a shell does', () => {
    expect(command('cd', '/srv/app')).toEqual([
      `"web" has 'cd' in the place of the program of its command: only a shell knows it, and no shell reads it -> let a shell read it, and the program behind it: command: ['sh', '-c', 'cd /srv/app && …']`,
    ]);
    expect(command('source', './venv/bin/activate')).toHaveLength(1);
    expect(command('export', 'A=1')).toHaveLength(1);
    expect(said({ entrypoint: words('exec', 'serve') })).toEqual([
      `"web" has 'exec' in the place of the program of its entrypoint: only a shell knows it, and no shell reads it -> leave it out: entrypoint: ['serve']`,
    ]);
    expect(health('exec', 'pg_isready')).toHaveLength(1);
    expect(said({ compose: { command: 'cd /srv/app' } })).toHaveLength(1);
    // What stands behind the entrypoint of an image may be a word of its own.
    expect(command('exec', 'serve')).toEqual([]);
    expect(command('export', '--all')).toEqual([]);
    expect(command('sh', '-c', 'cd /srv/app')).toEqual([]);
    expect(said({ entrypoint: words('tool'), command: words('cd', '/srv') })).toEqual([]);
  });

  test('an argument with blanks in it, and a script for a shell', () => {
    expect(command('serve', '--greeting=Good day', 'a b')).toEqual([]);
    expect(command('sh', '-c', 'migrate && exec serve')).toEqual([]);
    expect(command('sh', '-c', '$START_COMMAND')).toEqual([]);
    expect(command('/bin/bash', '-euo', 'pipefail', '-c', 'migrate && exec serve')).toEqual([]);
    expect(said({ entrypoint: words('/bin/bash', '-lc'), command: words('a || b | c > "$HOME/d"') })).toEqual(
      [],
    );
    expect(said({ entrypoint: words('psql', '-c'), command: words('select 1') })).toEqual([]);
    expect(said({ compose: { command: 'serve --greeting "Good day"' } })).toEqual([]);
    expect(said({ compose: { healthcheck: { test: 'curl -f http://127.0.0.1/ || exit 1' } } })).toEqual([]);
  });

  test('a Dockerfile whose entrypoint is a shell', () => {
    const built = (entrypoint: string) => {
      const text = `FROM alpine:3.22\nENTRYPOINT ${entrypoint}\n`;
      const own = { files: [{ path: 'Dockerfile', text }], dockerfile: 'Dockerfile', args: {} };
      return said({ command: words('migrate && serve'), build: { folder: 'web', copies: [], own } });
    };
    expect(built('["/bin/sh", "-c"]')).toEqual([]);
    expect(built('["/entrypoint.sh"]')).toHaveLength(1);
  });

  test('what only a shell reads, as a word', () => {
    expect(command('migrate', '&&', 'serve', '2>&1')).toEqual([
      `"web" has '&&' and '2>&1' as words of its command, and no shell reads it: 'migrate' gets what follows as arguments -> let a shell read the line: command: ['sh', '-c', 'migrate && serve 2>&1']`,
    ]);
    expect(health('curl', '-f', 'http://127.0.0.1/', '||', 'exit', '1')).toEqual([
      `"web" has '||' as a word of its health check, and no shell reads it: 'curl' gets what follows as arguments -> let a shell read the line: health: { shell: 'curl -f http://127.0.0.1/ || exit 1' }`,
    ]);
    for (const word of ['|', ';', '&', '>', '>>', '<', '>/dev/null', '2>&1'])
      expect(command('serve', 'it', word, 'tee')).toHaveLength(1);
    expect(command('bash', '/start.sh', '&&', 'serve')).toHaveLength(1);
    expect(said({ compose: { command: ['a', '&&', 'b'] } })).toHaveLength(1);
  });

  test('the same characters, where they are an argument', () => {
    expect(command('grep', '-E', 'a|b$', '--regex', 'x;y')).toEqual([]);
    expect(command('cut', '-d', '|', '-f', '1')).toEqual([]);
    expect(command('find', '/data', '-exec', 'rm', '{}', ';')).toEqual([]);
    expect(command('test', '1', '<', '2')).toEqual([]);
    expect(command('nginx', '-g', 'daemon off;')).toEqual([]);
  });

  test('a line of raw keys that Compose cuts off', () => {
    expect(said({ compose: { command: 'migrate && serve' } })).toEqual([
      `"web" has '&& serve' in compose.command, which only a shell reads: Compose drops it without a word, and what stands before it runs alone -> let a shell read it: command: ['sh', '-c', 'migrate && serve']`,
    ]);
    expect(said({ compose: { command: 'sh -c "migrate && serve"' } })).toEqual([]);
    expect(said({ compose: { command: 'find . -exec rm {} \\;' } })).toEqual([]);
  });

  test('what a shell would replace', () => {
    expect(command('serve', '--port', '$PORT')).toEqual([
      `"web" has '$PORT' in its command, and no shell reads it: the program gets these characters -> let a shell read the line: command: ['sh', '-c', 'serve --port "$PORT"']`,
    ]);
    for (const word of ['${PORT:-80}', '--port=${PORT}', '$(hostname -i)', '`date`', '--at=$(date)'])
      expect(command('serve', word)).toHaveLength(1);
    const env = [{ name: 'PASS', value: ['x'] }];
    expect(said({ env, command: words('wait', 'postgres://shop:$PASS@db/shop') })).toHaveLength(1);
    expect(said({ compose: { command: ['serve', '$$PORT'] } })).toHaveLength(1);
  });

  test('a dollar sign that the program itself reads', () => {
    expect(command('awk', '{print $NF}', '/x')).toEqual([]);
    expect(command('php', '-r', 'echo $argv[1];', '$PATH')).toEqual([]);
    expect(command('java', '-jar', 'app.jar', '--server.port=${PORT}')).toEqual([]);
    expect(command('promtail', '-config.expand-env=true', '--host=${HOSTNAME}')).toEqual([]);
    expect(command('serve', '--match', '^/a$', '--to', '/b/$1', '--hash', '$apr1$salt$sum')).toEqual([]);
    expect(command('serve', '--rule=Host(`shop.example.org`)')).toEqual([]);
    expect(command('sh', '-c', 'serve --port "$PORT" --at "$(date)"')).toEqual([]);
  });

  test('words after the script of a shell', () => {
    expect(command('sh', '-c', 'migrate', '&&', 'serve')).toEqual([
      `"web" has '&&' and 'serve' after the script of a shell in its command: the shell runs 'migrate' alone -> write it as one word: command: ['sh', '-c', 'migrate && serve']`,
    ]);
    expect(command('sh', '-c', 'sleep', '1d')).toHaveLength(1);
    expect(command('sh', '-c', 'exec "$@"', '--', 'a', '&&')).toEqual([]);
    expect(command('sh', '/start.sh', '-config', 'a', 'b')).toEqual([]);
    expect(command('su', '-c', 'serve', 'shop')).toEqual([]);
  });
});
