import { describe, expect, test } from 'vitest';
import { baseOf, stagesOf } from '../../src/compose/dockerfile.ts';

const base = (text: string, args = {}, target?: string) =>
  baseOf(stagesOf(text, new Map(Object.entries(args))).stages, target)?.from;

describe('what a Dockerfile starts from', () => {
  test.each([
    ['FROM a:1', 'a:1'],
    ['from --platform=$BUILDPLATFORM a:1 as x', 'a:1'],
    ['# syntax=docker/dockerfile:1\n\nFROM \\\n  a:1', 'a:1'],
    ['FROM a:1 AS one\nFROM b:1', 'b:1'],
    ['FROM a:1 AS one\nFROM One AS two\nFROM two', 'a:1'],
    ['FROM a:1\nRUN <<EOF\nFROM b:1\nEOF', 'a:1'],
    ['FROM a:1\nRUN echo \\\n  FROM b:1', 'a:1'],
    ['FROM registry.example:5000/a/b@sha256:00', 'registry.example:5000/a/b@sha256:00'],
    ['ARG V=1\nFROM a:$V', 'a:1'],
    ['ARG V="1"\nFROM a:${V}-slim', 'a:1-slim'],
    ['ARG V=1\nARG W=${V}.2\nFROM a:${W}', 'a:1.2'],
    ['ARG V\nFROM a:${V:-3}', 'a:3'],
    ['ARG V=1\nFROM a:2${V:+-debug}', 'a:2-debug'],
    ['FROM a:1 AS a:1', 'a:1'],
    ['# escape=`\nFROM `\n  a:1', 'a:1'],
    ["FROM a:1\r\nRUN <<-'EOF' cat <<MORE\r\n\tFROM b:1\r\n\tEOF\r\nFROM c:1\r\nMORE\r\nUSER x", 'a:1'],
    ['FROM a:1\nRUN cat <<< EOF\nFROM b:1', 'b:1'],
    ['FROM a:1\nRUN <<EOF\nFROM b:1', 'a:1'],
    ['ARG A=x B="b 1"\nARG C=\'1\'\nFROM a:$C', 'a:1'],
    ['FROM a:1\nARG V=2\nFROM b:1', 'b:1'],
    ['FROM a:1 \\\n# a comment\n\n  AS one\nFROM one', 'a:1'],
    ['RUN true', undefined],
    ['', undefined],
  ])('%j', (text, image) => {
    expect(base(text)).toBe(image);
  });

  test('nothing of a here-document is read', () => {
    expect(stagesOf('FROM a:1\nCOPY <<A <<"B" /x/\nFROM b:1\nA\nFROM c:1\nB\n', new Map()).stages).toEqual([
      { name: undefined, from: 'a:1', unknown: [] },
    ]);
  });

  test('an argument goes over its default, and counts only where the Dockerfile has it', () => {
    expect(base('ARG V=1\nFROM a:$V', { V: '2' })).toBe('a:2');
    expect(stagesOf('FROM a:$V', new Map([['V', '2']])).stages).toEqual([
      { name: undefined, from: 'a:', unknown: ['V'] },
    ]);
    expect(stagesOf('ARG toString\nFROM a:$toString', new Map()).stages[0]?.unknown).toEqual(['toString']);
  });

  test('a stage, by its name or its number', () => {
    const text = 'FROM a:1 AS one\nFROM b:1 AS two\nFROM c:1';
    expect(['one', 'TWO', '1', '2', '3', 'x'].map((target) => base(text, {}, target))).toEqual([
      'a:1',
      'b:1',
      'b:1',
      'c:1',
      undefined,
      undefined,
    ]);
  });
});

test('the images that are copied from, and no stages', () => {
  const text = `FROM a:1 AS one
FROM b:1
COPY --from=ONE /a /a
COPY --from=0 /a /b
COPY --chown=1 --from=c:1 /a /c
RUN --mount=type=cache,target=/x --mount=type=bind,from=d:1,target=/y true
RUN --mount=type=bind,from=one,target=/y true
COPY --from=c:1 /b /d
`;
  expect(stagesOf(text, new Map()).others).toEqual(['c:1', 'd:1']);
});
