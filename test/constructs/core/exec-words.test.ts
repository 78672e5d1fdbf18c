import { expect, test } from 'vitest';
import { checkExec } from '../../../constructs/core/exec-words.ts';
import { Service, Volume } from '../../../constructs/index.ts';
import { findingsOf } from '../../support/world.ts';

const web = { path: 'shop/web', id: 'web' };
const check =
  (...words: readonly string[]) =>
  () =>
    checkExec(web, 'dump', words);

test.each([
  [
    ['app export'],
    `dump of "web" has 'app export' as one word: no shell takes it apart, and no image has a program of that name`,
    `write dump: ['app', 'export']`,
  ],
  [
    ['app export | gzip'],
    `dump of "web" has 'app export | gzip' as one word: no shell takes it apart, and no image has a program of that name`,
    `write dump: ['sh', '-c', 'app export | gzip']`,
  ],
  [
    ['app', 'export', '|', 'gzip'],
    `dump of "web" has '|', and no shell reads it: 'app' gets these characters`,
    `write dump: ['sh', '-c', 'app export | gzip']`,
  ],
  [
    ['app', 'export', '--as', '$APP_USER', '--title', 'My shop'],
    `dump of "web" has '$APP_USER', and no shell reads it: 'app' gets these characters`,
    `write dump: ['sh', '-c', 'app export --as "$APP_USER" --title "My shop"']`,
  ],
] as const)('%j is for a shell', (words, message, fix) => {
  expect(check(...words)).toThrow(
    expect.objectContaining({ code: 'bad-command', message, fix, at: 'shop/web' }),
  );
});

test.each([
  [['app', 'export']],
  [['sh', '-c', 'app export | gzip']],
  [['find', '/data', '-exec', 'cat', '{}', ';']],
  [['psql', '-c', 'select 1 | 2']],
  [['app', 'go on', '$5']],
  [[]],
])('%j is run as it stands', (words) => {
  expect(check(...words)).not.toThrow();
});

test('a backup, what stands around it, and a console', () => {
  const saved = (props: object) => () =>
    findingsOf(({ stack, phase }) => {
      const files = new Volume(stack, 'files', { holds: 'What users upload' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', ...props }).mount(files, '/srv');
    });
  const load = ['app', 'import'];
  expect(saved({ backup: { dump: ['app', 'export', '|', 'gzip'], load } })).toThrow('dump of "web" has');
  expect(saved({ backup: { stop: true, before: ['app pause'] } })).toThrow('before of "web" has');
  expect(saved({ console: { target: 'app', help: 'x', command: ['app shell'] } })).toThrow(
    'console.command of "web" has',
  );
  expect(saved({ backup: { stop: true, before: ['app', 'pause'] } })).not.toThrow();
});
