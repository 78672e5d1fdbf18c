import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { System, sourceOf } from './support/system.ts';

const system = new System('caches');
beforeAll(() => {
  const image = blockImages.memcached;
  const lines = `new Memcached(core, 'cache', { image: '${image}', maxItem: '2mb' });
  new Memcached(last, 'sessions', { image: '${image}', memory: '64mb' });`;
  system.becomes(sourceOf('caches', ['Memcached'], lines));
  system.mustMake('start');
});
afterAll(() => system.dispose());

/** Says these words over TCP, from the other container: its answer. */
const told = (words: string) =>
  system
    .mustExec('sessions', [
      'bash',
      '-c',
      'exec 3<>/dev/tcp/cache/11211; printf "$1quit\\r\\n" >&3; cat <&3',
      'bash',
      words,
    ])
    .replaceAll('\r', '');

it('answers others by its address, with its own limits', () => {
  expect(told('set page 0 0 5\\r\\nhello\\r\\nget page\\r\\n')).toBe('STORED\nVALUE page 0 5\nhello\nEND');
  expect(told('stats settings\\r\\n')).toMatch(
    /maxbytes 100663296\n[\s\S]*udpport 0\n[\s\S]*item_size_max 2097152\n/,
  );
  expect(system.has('volume')).toEqual([]);
});

it('is empty after a restart, and healthy', () => {
  system.compose('restart', 'cache');
  system.mustMake('start');
  expect(told('get page\\r\\n')).toBe('END');
});
