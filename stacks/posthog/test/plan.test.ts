import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonical } from '../../../src/compose/canonical.ts';
import { dialects } from '../../../src/compose/hash.ts';
import { replaced } from '../../../src/plan/replaced.ts';
import { sideOf } from '../../../src/plan/side.ts';
import { keptBy } from '../../../src/plan/uses.ts';
import { fromYaml } from '../../../src/syntax/yaml-read.ts';

const text = (environment: string) =>
  readFileSync(new URL(`../../../out/posthog/${environment}/docker-compose.yml`, import.meta.url), 'utf8');

test.each(['local', 'staging', 'production'])('a newer Compose makes nothing of %s anew', (environment) => {
  const { project } = canonical(fromYaml(text(environment)));
  expect(project.services?.size).toBeGreaterThan(10);
  const state = { project, around: { folder: '/srv/posthog', home: '/root', lookUp: () => '1' } };
  for (const [i, from] of dialects.entries())
    for (const to of dialects.slice(i))
      if (from !== '2.26')
        expect([...replaced(state, state, to, from).keys()], `${from} to ${to}`).toEqual([]);
});

test('recordings and exports have a fate', () => {
  const { project } = canonical(fromYaml(text('production')));
  expect(keptBy(sideOf(project, 'posthog')).get('s3://posthog')?.uses).toEqual([
    { service: 'minio-setup', target: '', readOnly: false },
  ]);
});
