import { expect, test } from 'vitest';
import { documentOf } from '../../../src/targets/terraform/document.ts';
import { shop } from '../../support/shop.ts';
import { schemaSays } from './made.ts';

const web = { name: 'web', image: 'example/web:1.0' };

test('what the schema of the provider refuses', () => {
  expect(schemaSays('docker_container', { ...web, destroy_grace_second: 10 })).toEqual([
    'resource.docker_container.web has the unknown key "destroy_grace_second"',
  ]);
  expect(schemaSays('docker_container', { ...web, networks_advanced: [{ alias: [] }] })).toEqual([
    'resource.docker_container.web.networks_advanced.0 must have required property \'name\', and it is {"alias":[]}',
    'resource.docker_container.web.networks_advanced.0 has the unknown key "alias"',
  ]);
  expect(schemaSays('docker_container', { ...web, command: 'serve', init: 1 })).toEqual([
    'resource.docker_container.web.command must be array, and it is "serve"',
    'resource.docker_container.web.init must be boolean,string, and it is 1',
  ]);
  expect(schemaSays('docker_container', { name: 'web' })).toEqual([
    'resource.docker_container.web must have required property \'image\', and it is {"name":"web"}',
  ]);
  // The engine says it, nobody else may.
  expect(schemaSays('docker_container', { ...web, exit_code: 0 })).toEqual([
    'resource.docker_container.web has the unknown key "exit_code"',
  ]);
  expect(schemaSays('docker_service', web)).toEqual(['resource has the unknown key "docker_service"']);
});

test('and what it takes: everything that a shop is', () => {
  expect(schemaSays('docker_container', web)).toEqual([]);
  const { resources } = documentOf(shop(), ({ file }) => file);
  expect(resources.length).toBeGreaterThan(5);
  expect(resources.flatMap(({ type, body }) => schemaSays(type, body))).toEqual([]);
});
