import { expect, test } from 'vitest';
import { stackEmitters } from '../../../../src/targets/operations/index.ts';
import { shop } from '../../../support/shop.ts';

/** Each `docker run` or `docker create` of a text, with the lines that it goes on in. */
const runs = (text: string) =>
  text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => /^[^#]*\bdocker (run|create)\b/.test(line));

test('what scripts start beside the services has no capability but those it names, and gains none', () => {
  const stack = shop({ schedule: { at: '03:00', keepDays: 14, offsite: { image: 'restic/restic:0.18.1' } } });
  const started = stackEmitters
    .flatMap((emitter) => emitter(stack))
    .filter(({ path }) => path.startsWith('scripts/') || path === 'Makefile')
    .flatMap(({ path, content }) => runs(content).map((line): readonly [string, string] => [path, line]));
  expect(started.map(([path]) => path)).toEqual([
    'scripts/volumes.sh',
    'scripts/offsite',
    'scripts/pg-dump.sh',
  ]);
  for (const [path, line] of started) {
    for (const guard of ['--rm', '--cap-drop ALL', '--security-opt no-new-privileges', '--read-only'])
      expect([path, guard, line.includes(guard)]).toEqual([path, guard, true]);
    expect([path, /--privileged|docker\.sock|--pid|--cap-add[= ]?(ALL|SYS_)/.test(line)]).toEqual([
      path,
      false,
    ]);
  }
});
