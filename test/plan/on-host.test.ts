import { describe, expect, test } from 'vitest';
import type { Live, LiveContainer } from '../../src/plan/live.ts';
import { dataOnHost, stepsOnHost } from '../../src/plan/on-host.ts';
import { planned } from '../support/planned.ts';

const image = 'example/web:1.0';
const document = (services: object, volumes: object = {}) => ({ name: 'shop', services, volumes });
const container = (service: string, over: Partial<LiveContainer> = {}): LiveContainer => ({
  ...{ id: `${service}1`, name: `shop-${service}-1`, state: 'running', health: null, exitCode: 0 },
  image: { name: image, id: 'sha256:1' },
  ...{ service, number: '1', oneoff: false, hash: 'h', tagged: 'sha256:1', compose: '2.40.3' },
  ...{ networks: [], mounts: [], ports: [] },
  ...over,
});
const live = (over: Partial<Live>): Live => ({
  ...{ version: 1, at: '2026-11-30T10:00:00Z', project: 'shop', compose: '2.40.3', files: [] },
  ...{ engine: { version: '28.5.2', api: '1.51' }, services: [], images: [], containers: [] },
  ...{ volumes: [], networks: [] },
  ...over,
});
const said = (...names: readonly string[]) =>
  names.map((name) => ({ name, hash: 'h', image, containers: 1 }));
const made = (name: string) => ({
  ...{ name, key: name.replace('shop_', ''), driver: 'local', hash: '', compose: '2.40.3', made: '' },
});

describe('what becomes of what really runs', () => {
  const { services } = planned(
    document({ web: { image }, db: { image }, old: { image } }),
    document({ web: { image }, db: { image, command: 'a' } }),
  );
  const steps = (over: Partial<Live>) =>
    stepsOnHost(services, live(over)).map(({ service, action, because }) => [service, action, because?.kind]);

  test('as the base says: what the base says', () => {
    const containers = ['web', 'db', 'old'].map((name) => container(name));
    expect(steps({ services: said('web', 'db', 'old'), containers })).toEqual([
      ['web', 'keep', undefined],
      ['db', 'recreate', undefined],
      ['old', 'remove', undefined],
    ]);
  });

  test('nothing runs: all is created, and nothing removed', () => {
    expect(steps({ services: said('web', 'db', 'old') })).toEqual([
      ['web', 'create', undefined],
      ['db', 'create', undefined],
    ]);
  });

  test('what was made of other files is made anew', () => {
    const containers = [container('web', { hash: 'other' }), container('db')];
    expect(steps({ services: said('web', 'db'), containers })[0]).toEqual(['web', 'recreate', 'drift']);
  });

  test('of another version of Compose the hash says nothing', () => {
    const containers = [container('web', { hash: 'other', compose: '2.26.1' })];
    expect(steps({ services: said('web'), containers })[0]).toEqual(['web', 'keep', undefined]);
  });

  test('one that nobody describes is left over, one of "run" is not', () => {
    const containers = [
      container('web'),
      container('db'),
      container('extra'),
      container('task', { oneoff: true }),
    ];
    expect(steps({ services: said('web', 'db'), containers })).toContainEqual(['extra', 'remove', undefined]);
    expect(steps({ services: said('web', 'db'), containers }).flat()).not.toContain('task');
  });
});

describe('what becomes of volumes that are really there', () => {
  const web = (source: string) =>
    document({ web: { image, volumes: [`${source}:/data`] } }, { [source]: null });
  const { data } = planned(web('old_data'), web('new_data'));
  const fates = (...names: readonly string[]) =>
    dataOnHost(data, live({ volumes: names.map(made) })).map(({ name, fate, risk }) => [name, fate, risk]);

  test('the old one is there: it is at risk', () => {
    expect(fates('shop_old_data')).toEqual([
      ['old_data', 'renamed', true],
      ['new_data', 'new', false],
    ]);
  });

  test('it never was: nothing is lost', () => {
    expect(fates()).toEqual([['new_data', 'new', false]]);
  });

  test('one that nobody describes is told, and no risk of this deploy', () => {
    expect(fates('shop_new_data', 'shop_older')).toEqual([
      ['new_data', 'new', false],
      ['older', 'orphaned', false],
    ]);
  });
});
