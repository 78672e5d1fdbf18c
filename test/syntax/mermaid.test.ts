import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mermaidId, mermaidText } from '../../src/syntax/mermaid.ts';

/** What Mermaid makes of a label: `#35;` is the character of that number. */
const read = (label: string) =>
  label.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

test('a label is read as it was meant, and nothing in it ends it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const label = mermaidText(value);
      expect(label.replace(/#\d+;/g, '')).toMatch(/^[\p{L}\p{N} .,:/()_-]*$/u);
      expect(read(label).replace('\u00a0', ' ').trim()).toBe(
        value
          .replace(/[\s\0]+/g, ' ')
          .trim()
          .replaceAll('\u00a0', ' '),
      );
    }),
  );
});

test('ordinary labels stay ordinary', () => {
  expect(mermaidText('start-core: 80/tcp (edge)')).toBe('start-core: 80/tcp (edge)');
  expect(mermaidText('say "hi" `now` %%{init}%%\n<b>')).toBe(
    'say #34;hi#34; #96;now#96; #37;#37;#123;init#125;#37;#37; #60;b#62;',
  );
  expect(mermaidText('1. - a')).toBe('1#46; - a');
  expect(mermaidText('- a')).toBe('#45; a');
  expect(mermaidText('')).toBe('#160;');
});

test('an id is a word of its own', () => {
  expect(mermaidId('service', 'minio-setup')).toBe('service_minio_2d_setup');
  expect(mermaidId('service', 'end')).toBe('service_end');
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(mermaidId('network', a)).toMatch(/^[A-Za-z0-9_]+$/);
      expect(mermaidId('network', a) === mermaidId('network', b)).toBe(a === b);
    }),
  );
});
