// With bash, zsh and fish in place, none of them is passed over.
import { expect, test } from 'vitest';
import { installed } from '../support/shells.ts';
import '../cli/completion.test.ts';

test.each(['bash', 'zsh', 'fish'])('%s is here', (shell) => {
  expect(installed(shell)).toBe(true);
});
