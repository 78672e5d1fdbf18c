import { expect, test } from 'vitest';
import { Service } from '../../../constructs/index.ts';
import { authored } from '../../support/author.ts';

const checked = (...exec: readonly string[]) =>
  authored((core) => new Service(core, 'web', { image: 'example/web:1.0', health: { exec } }));

test.each([
  [['CMD', 'curl', '-f', 'x'], 'CMD', "write the program alone: health: { exec: ['curl', …] }"],
  [['CMD-SHELL', 'curl -f "x"'], 'CMD-SHELL', 'write health: { shell: "curl -f \\"x\\"" }'],
  [['NONE'], 'NONE', 'leave health out'],
])('%j is for a compose file', (exec, word, fix) => {
  expect(() => checked(...exec)).toThrow(
    expect.objectContaining({
      code: 'bad-prop',
      message: `health.exec of "web" begins with '${word}', which no image has as a program: that word is for a compose file`,
      fix,
    }),
  );
});

test('a program of that name in a folder, or as an argument, is one', () => {
  expect(() => checked('/bin/CMD', 'CMD')).not.toThrow();
});
