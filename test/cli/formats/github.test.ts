import { expect, test } from 'vitest';
import { github } from '../../../src/cli/formats/github.ts';
import { visibleLines } from '../../../src/model/visible.ts';
import { broken, found, hostile, many, passed, verdict } from '../../support/verdict.ts';

test('one annotation for a line, whatever the environments', () => {
  expect(github(verdict([found({ path: 'shop-staging/core/seed' }), found()]))).toBe(
    '::error file=stacks/shop.ts,line=41,col=5,title=job-awaited::shop-staging/core/seed, shop-production/core/seed: nothing waits for the job "seed"%0A→ let a service wait for it\n',
  );
});

test('warnings, notices, and what has no place', () => {
  const [, warning, notice] = github(verdict(many)).split('\n');
  expect(warning).toMatch(/^::warning file=/);
  expect(notice).toMatch(/^::notice title=schema::nothing waits/);
});

test('the escapes are the documented ones, and each annotation stays one line', () => {
  const file = '/srv/a,b:c%.ts';
  const line = github(verdict([found({ place: { file }, path: 'p', message: hostile, fix: 'x' })]));
  expect(line).toMatch(
    /^::error file=\/srv\/a%2Cb%3Ac%25\.ts,title=job-awaited::p: 100%25 of <a>, "b"\\u\{d\}%0A& /,
  );
  expect(line.trimEnd().split(/[\r\n]/)).toHaveLength(1);
  const [, properties = '', data = ''] = /^::error (.*?)::(.*)$/s.exec(line.trimEnd()) ?? [];
  const back = (text: string) =>
    text
      .replace(/%2C/g, ',')
      .replace(/%3A/g, ':')
      .replace(/%0D/g, '\r')
      .replace(/%0A/g, '\n')
      .replace(/%25/g, '%');
  expect(back(/file=([^,]*)/.exec(properties)?.[1] ?? '')).toBe(file);
  expect(back(data)).toBe(`p: ${visibleLines(hostile)}\n→ x`);
});

test('a clean run says nothing, a broken stack is an error', () => {
  expect(github(verdict([]))).toBe('');
  expect(github(verdict([], { broken }))).toMatch(
    /^::error file=stacks\/shop\.ts,line=41,col=5,title=syntax::/,
  );
});

test('a line that leads to another one says so', () => {
  expect(github(verdict([passed]))).toMatch(
    /^::error file=stacks\/shop\.ts,line=41,.*%0A→ let a service wait for it%0Aby way of stacks\/ours\.ts:12:3\n$/,
  );
});
