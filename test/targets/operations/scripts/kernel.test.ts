import { expect, test } from 'vitest';
import { knownImage } from '../../../../constructs/images/index.ts';
import { Elasticsearch } from '../../../../constructs/index.ts';
import type { ServiceModel } from '../../../../src/model/service.ts';
import { needFacts } from '../../../../src/targets/operations/scripts/needs.ts';
import { authored } from '../../../support/author.ts';
import { service, stack } from '../../../support/model.ts';

const least = { name: 'vm.max_map_count', least: '262144' };
const settings = (over: Partial<ServiceModel>, image = 'elasticsearch:8.19.1') => {
  const known = knownImage(image);
  return needFacts(stack({ services: [service({ id: 'search', image, ...(known && { known }), ...over })] }))
    .settings;
};
const env = (value: ServiceModel['env'][number]['value']) => ({
  env: [{ name: 'node.store.allow_mmap', value }],
});

test.each<Partial<ServiceModel>>([
  {},
  env(['true']),
  // Whatever the operator says.
  env([{ kind: 'variable', name: 'MMAP' }]),
  { command: [['elasticsearch'], ['-Enode.store.allow_mmap=true']] },
])('what an image needs of the kernel is asked for: %j', (over) => {
  expect(settings(over)).toMatchObject([least]);
});

test.each<Partial<ServiceModel>>([
  env(['false']),
  { command: [['elasticsearch'], ['-E'], ['node.store.allow_mmap=false']] },
  { compose: { environment: ['node.store.allow_mmap=false'] } },
  { kind: 'job' },
])('and not of one that is told to do without: %j', (over) => {
  expect(settings(over)).toEqual([]);
  expect(settings(over, 'opensearchproject/opensearch:2.19.3')).toEqual([]);
});

test('nor one that hands it on', () => {
  const handed = { name: 'SONAR_SEARCH_JAVAADDITIONALOPTS', value: ['-Xmx1g -Dnode.store.allow_mmap=false'] };
  expect(settings({ env: [handed] }, 'sonarqube:2025.4-community')).toEqual([]);
  expect(settings({}, 'sonarqube:2025.4-community')).toMatchObject([{ least: '524288' }]);
});

test('nor does the block ask for it then', () => {
  const made = (given: Readonly<Record<string, string>>) =>
    needFacts(
      authored((core) => new Elasticsearch(core, 'search', { image: 'elasticsearch:8.19.1', env: given })),
    ).settings;
  expect(made({})).toMatchObject([least]);
  expect(made({ 'node.store.allow_mmap': 'false' })).toEqual([]);
});
