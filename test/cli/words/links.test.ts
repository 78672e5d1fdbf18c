import { expect, test } from 'vitest';
import { linkOf } from '../../../src/cli/words/links.ts';

const place = { file: '/srv/a b/stack.ts', line: 4, column: 2 };
const shown = (env: NodeJS.ProcessEnv, isTTY = true) => linkOf({ isTTY }, env)(place, 'x');
const link = '\x1b]8;;file:///srv/a%20b/stack.ts#4\x1b\\x\x1b]8;;\x1b\\';

test.each([
  { TERM_PROGRAM: 'vscode' },
  { TERM: 'xterm-kitty' },
  { VTE_VERSION: '7006' },
  { WT_SESSION: '1' },
  { FORCE_HYPERLINK: '1', CI: 'true' },
])('%j has links', (env) => {
  expect(shown(env)).toBe(link);
});

test.each([
  {},
  { TERM: 'xterm-256color' },
  { VTE_VERSION: '4800' },
  { TERM_PROGRAM: 'vscode', CI: 'true' },
  { TERM_PROGRAM: 'vscode', NO_COLOR: '1' },
  { TERM_PROGRAM: 'vscode', TERM: 'dumb' },
  { TERM_PROGRAM: 'vscode', FORCE_HYPERLINK: '0' },
])('%j has none', (env) => {
  expect(shown(env)).toBe('x');
});

test('what is no terminal has none, and neither has what has no place', () => {
  expect(shown({ TERM_PROGRAM: 'vscode', FORCE_HYPERLINK: '1' }, false)).toBe('x');
  expect(linkOf({ isTTY: true }, { WT_SESSION: '1' })(undefined, '')).toBe('');
});
