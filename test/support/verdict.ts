import type { Located } from '../../src/api/examine.ts';
import type { Verdict } from '../../src/cli/formats/verdict.ts';

/** A finding at a line of the author's, with whatever the test is about. */
export const found = (over: Partial<Located> = {}): Located => ({
  rule: 'job-awaited',
  severity: 'error',
  path: 'shop-production/core/seed',
  place: { file: `${process.cwd()}/stacks/shop.ts`, line: 41, column: 5 },
  message: 'nothing waits for the job "seed"',
  fix: 'let a service wait for it',
  ...over,
});

/** What a run found out. */
export const verdict = (findings: readonly Located[], over: Partial<Verdict> = {}): Verdict => ({
  version: '1.2.3',
  stacks: [{ path: 'shop-staging' }, { path: 'shop-production' }],
  findings,
  failOn: 'error',
  ...over,
});

/** A text that every format has to escape somewhere. */
export const hostile = '100% of <a>, "b"\r\n& \'c\': ]]> \u0007\ud800 ::error::x \u2028';

/** The same line in two environments, hints, no place, another folder, and a hostile text in each field. */
export const many: readonly Located[] = [
  found({ path: 'shop-staging/core/seed' }),
  found(),
  found({ severity: 'warn', rule: 'volumes-used', message: 'two write' }),
  found({ severity: 'info', rule: 'schema', place: undefined, path: '' }),
  found({ place: { file: '/srv/other stacks/a,b:c.ts' }, message: hostile, fix: hostile }),
];

/** Why nothing could be found out. */
export const broken = found({ rule: 'syntax', path: '', message: 'unexpected ";"', fix: 'mend it' });

/** One whose line leads to another of the author's: to the class that wraps the construct. */
export const passed = found({
  place: {
    file: `${process.cwd()}/stacks/shop.ts`,
    line: 41,
    column: 5,
    by: { file: `${process.cwd()}/stacks/ours.ts`, line: 12, column: 3 },
  },
});
