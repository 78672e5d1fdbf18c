import { expect, test } from 'vitest';
import { actionsString, actionsText } from '../../src/syntax/actions.ts';

test('an expression becomes one that yields its own opening', () => {
  expect(actionsText('a ${{ secrets.X }} b')).toBe("a ${{ '${{' }} secrets.X }} b");
  expect(actionsText('$ { {{ ${ stay')).toBe('$ { {{ ${ stay');
});

test('a quote in a string of an expression is doubled', () => {
  expect(actionsString("it's")).toBe("'it''s'");
});
