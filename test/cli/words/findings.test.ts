import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Located } from '../../../src/api/examine.ts';
import { complaint, findingsText, tally } from '../../../src/cli/words/findings.ts';
import { plain } from '../../../src/cli/words/ink.ts';
import { linkOf } from '../../../src/cli/words/links.ts';

const found = (over: Partial<Located> = {}): Located => ({
  rule: 'address-ordered',
  severity: 'error',
  path: 'posthog-production/core/cron',
  place: { file: `${process.cwd()}/stacks/posthog.ts`, line: 41, column: 5 },
  message: 'WEB_URL points at "web", but nothing makes "cron" wait for it',
  fix: 'move "cron" to a later phase, or call cron.waitFor(web)',
  ...over,
});

test('where, what, how', () => {
  expect(findingsText([found()], plain)).toBe(
    `error   posthog-production/core/cron                                   stacks/posthog.ts:41:5
        WEB_URL points at "web", but nothing makes "cron" wait for it  (address-ordered)
        → move "cron" to a later phase, or call cron.waitFor(web)
`,
  );
});

test('what is the same in each environment is said once, and what is of one line stands together', () => {
  const other = { message: 'it has no tag', rule: 'image-pinned', fix: 'write one' };
  const elsewhere = found({
    place: { file: '/srv/other.ts' },
    path: 'a',
    severity: 'warn',
    message: 'x',
    rule: 'r',
    fix: 'y',
  });
  expect(
    findingsText(
      ['local', 'staging'].flatMap((environment, i) => [
        found({ path: `posthog-${environment}/core/cron` }),
        ...(i === 0 ? [elsewhere] : []),
        found({ path: `posthog-${environment}/core/cron`, ...other }),
        ...(i === 0 ? [found({ path: `posthog-${environment}/core/cron`, message: 'only here' })] : []),
      ]),
      plain,
    ),
  ).toBe(`error   posthog-local/core/cron                                        stacks/posthog.ts:41:5
        posthog-staging/core/cron
        WEB_URL points at "web", but nothing makes "cron" wait for it  (address-ordered)
        → move "cron" to a later phase, or call cron.waitFor(web)
        it has no tag                                                  (image-pinned)
        → write one

error   posthog-local/core/cron  stacks/posthog.ts:41:5
        only here                (address-ordered)
        → move "cron" to a later phase, or call cron.waitFor(web)

warn    a  /srv/other.ts
        x  (r)
        → y
`);
});

test('messages and mends of several lines, and a very long one', () => {
  const long = 'x'.repeat(150);
  expect(
    complaint(
      'info',
      ['a/b'],
      undefined,
      [{ rule: 'r', message: `one\n${long}`, fix: 'this\nthen that' }],
      plain,
    ),
  ).toBe(
    `info    a/b
        one
        ${long}  (r)
        → this
          then that
`,
  );
});

test('a complaint without a path, and one without a place', () => {
  const said = [{ rule: 'r', message: 'no', fix: 'yes' }];
  expect(complaint('error', [''], { file: `${process.cwd()}/a.ts`, line: 1 }, said, plain)).toBe(
    'error   a.ts:1\n        no  (r)\n        → yes\n',
  );
  expect(complaint('error', [''], undefined, said, plain)).toBe('error   no  (r)\n        → yes\n');
});

test('colours go around words, and change nothing else', () => {
  const marked = findingsText([found()], (style, text) => `<${String(style)}>${text}</>`);
  expect(marked).toContain('<red,bold>error   </>posthog-production/core/cron');
  expect(marked.replace(/<[^>]*>/g, '')).toBe(findingsText([found()], plain));
});

test('counts by severity', () => {
  expect(tally([])).toBe('');
  expect(tally([found(), found(), found({ severity: 'warn' })])).toBe('2 errors, 1 warning');
  expect(tally([found({ severity: 'info' }), found({ severity: 'info' })])).toBe('2 notes');
});

test('the most severe comes first, by place and within a place', () => {
  const at = (line: number) => ({ file: `${process.cwd()}/stacks/a.ts`, line });
  const said = findingsText(
    [
      found({ place: at(1), severity: 'info', rule: 'note' }),
      found({ place: at(2), severity: 'warn', rule: 'second' }),
      found({ place: at(2), severity: 'error', rule: 'first' }),
      found({ place: at(3), severity: 'warn', rule: 'third' }),
    ],
    plain,
  );
  expect(
    [...said.matchAll(/a\.ts:(\d)|\((note|first|second|third)\)/g)].map(([, line, rule]) => line ?? rule),
  ).toEqual([...['2', 'first', '2', 'second', '3', 'third', '1', 'note']]);
});

test('a terminal with links gets them around the place, and nothing else changes', () => {
  const linked = linkOf({ isTTY: true }, { FORCE_HYPERLINK: '1' });
  const marked = findingsText([found()], plain, linked);
  const url = pathToFileURL(`${process.cwd()}/stacks/posthog.ts`).href;
  expect(marked).toContain(`\x1b]8;;${url}#41\x1b\\stacks/posthog.ts:41:5\x1b]8;;\x1b\\`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a link is written
  expect(marked.replace(/\x1b\]8;;[^\x1b]*\x1b\\/g, '')).toBe(findingsText([found()], plain));
});

test('a line that leads to another one says so, and is told apart from one that does not', () => {
  const by = { file: `${process.cwd()}/stacks/ours.ts`, line: 12, column: 3 };
  const place = { file: `${process.cwd()}/stacks/posthog.ts`, line: 41, column: 5, by };
  const two = [found({ message: 'no', path: 'a/b', place }), found({ message: 'no', path: 'a/c', place })];
  expect(findingsText([...two, found({ message: 'no', path: 'a/d' })], plain)).toBe(
    `error   a/b  stacks/posthog.ts:41:5
        a/c
        by way of stacks/ours.ts:12:3
        no   (address-ordered)
        → move "cron" to a later phase, or call cron.waitFor(web)

error   a/d  stacks/posthog.ts:41:5
        no   (address-ordered)
        → move "cron" to a later phase, or call cron.waitFor(web)
`,
  );
});
