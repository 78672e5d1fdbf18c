import { expect, test } from 'vitest';
import { App, Environment, Service, Stack } from '../../constructs/index.ts';
import { Match } from '../../src/testing.ts';
import '../../src/testing/vitest.ts';

const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
const [stack] = Environment.all({ test: { host } }).map((environment) => {
  const made = new Stack(new App(), 'shop', environment, { title: 'Shop', version: '2.1' });
  const [site] = made.phases('site');
  new Service(site, 'web', { image: 'example/shop:2.1.0', memory: '128mb' });
  return made;
});

test('expect knows services, files and findings of a stack, and what they are not', () => {
  expect(stack).toHaveService('web', { image: 'example/shop:2.1.0', pid: Match.absent() });
  expect(stack).toHaveService('web', { environment: expect.not.objectContaining({ A: 'b' }) });
  expect(stack).not.toHaveService('mailer');
  expect(stack).not.toHaveVolume('web_data');
  expect(stack).not.toHaveNetwork('inside', { internal: true });
  expect(stack).toHaveFile('docker-compose.yml', /^ {4}image: example\/shop:2\.1\.0$/m);
  expect(stack).not.toHaveFile('docker-compose.yaml');
  expect(stack).toLintClean();
  expect(stack).not.toFind('image-pinned', 'web');
});

test('what fails is said, either way', () => {
  expect(() => expect(stack).toHaveService('web', { image: 'other:1' })).toThrow(
    'service "web" of shop-test is not as wanted:\n  image: wanted "other:1", there is "example/shop:2.1.0"',
  );
  expect(() => expect(stack).not.toHaveService('web')).toThrow(
    'service "web" of shop-test is like {}, and is not to be',
  );
  expect(() => expect(stack).not.toHaveFile('Makefile')).toThrow(
    'shop-test has the file Makefile, and is not to',
  );
  expect(() => expect(stack).not.toLintClean()).toThrow('wanted something to be found, and there is nothing');
  expect(() => expect(stack).toFind('job-awaited')).toThrow(
    'job-awaited finds nothing; nothing is found at all',
  );
});
