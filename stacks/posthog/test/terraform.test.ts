import { expect, test } from 'vitest';
import { modelOf } from '../../../src/compile.ts';
import { documentOf } from '../../../src/targets/terraform/document.ts';
import { schemaSays } from '../../../test/targets/terraform/made.ts';
import app from './app.ts';

test('the schema of the provider takes everything that PostHog is', () => {
  const stacks = modelOf(app).flatMap((system) => system.stacks);
  const resources = stacks.flatMap((stack) => documentOf(stack, ({ file }) => file).resources);
  expect(resources.length).toBeGreaterThan(60);
  expect(resources.flatMap(({ type, body }) => schemaSays(type, body))).toEqual([]);
});
