import { AssertionError } from 'node:assert';
import { describe, expect, test } from 'vitest';
import { App, Environment, Service, Stack } from '../../constructs/index.ts';
import { Findings } from '../../src/testing.ts';

const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;

/** A shop in two environments, the second of which has a mistake, and the app that both are in. */
function shops() {
  const app = new App();
  const [staging, production] = Environment.all({
    staging: { host },
    production: { host, guarded: true },
  }).map((environment) => {
    const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1' });
    const [site] = stack.phases('site');
    const image = environment.name === 'staging' ? 'example/shop:2.1.0' : 'example/shop:latest';
    return { stack, web: new Service(site, 'web', { image }) };
  });
  if (staging === undefined || production === undefined) throw new Error('there are two');
  return { app, staging, production };
}

/** What a failed assertion says, without the columns of lines. */
function said(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    if (error instanceof AssertionError) return error.message.replace(/:\d+:\d+/g, '');
    throw error;
  }
  return 'it holds';
}

const moving =
  '  error image-pinned at shop-production/site/web test/testing/findings.test.ts: "web" runs the image "example/shop:latest", and "latest" moves: each pull may bring another version → write the version that you tested: image: \'example/shop:<version>\'';

describe('what is found', () => {
  test.each([
    ['anywhere', undefined],
    ['at a path', 'shop-production/site/web'],
    ['at the end of one', 'site/web'],
  ])('%s', (_, where) => {
    Findings.of(shops().app).has('image-pinned', where);
  });

  test('at a construct, with these words and at this line', () => {
    const { app, production, staging } = shops();
    const findings = Findings.of(app);
    findings.has('image-pinned', production.web);
    findings.hasNo('image-pinned', staging.web);
    findings.has('image-pinned', {
      message: /"latest" moves/,
      severity: 'error',
      place: { file: import.meta.filename, line: 18 },
    });
    expect(findings.all).toHaveLength(1);
  });

  test('in one stack alone', () => {
    const { staging, production } = shops();
    Findings.of(staging.stack).areNone();
    Findings.of(production.stack).has('image-pinned');
  });

  test('is none, or only what is not so severe', () => {
    Findings.of(shops().staging.stack).areNone('error');
    expect(said(() => Findings.of(shops().app).areNone('error'))).toBe(
      `wanted nothing to be found, and there is:\n${moving}`,
    );
  });

  test('is what ends a synthesis, too', () => {
    const { app, staging } = shops();
    staging.stack.node.addValidation({ validate: () => Object(0) });
    Findings.of(app).has('bad-validation', 'shop-staging');
    Findings.of(new App()).has('validate', { message: 'the app has no stack' });
  });
});

test('a finding that is not there has others beside it, and a rule that is none has one like it', () => {
  const { app, staging } = shops();
  const findings = Findings.of(app);
  expect(said(() => findings.has('image-pinned', staging.web))).toBe(
    `image-pinned finds nothing at shop-staging/site/web; found is:\n${moving}`,
  );
  expect(said(() => findings.has('image-pined'))).toBe(
    `image-pined finds nothing (did you mean image-pinned?); found is:\n${moving}`,
  );
  expect(said(() => Findings.of(staging.stack).has('job-awaited'))).toBe(
    'job-awaited finds nothing; nothing is found at all',
  );
  expect(said(() => findings.hasNo('image-pinned', 'web'))).toBe(
    `image-pinned finds something at "web":\n${moving}`,
  );
});
