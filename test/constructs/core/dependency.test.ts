import { Construct, Dependable, DependencyGroup } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { Phase, WaitArgument } from '../../../constructs/index.ts';
import { ComposeService, Job, Minio, Service, Volume } from '../../../constructs/index.ts';
import { authored, authoredService } from '../../support/author.ts';

const image = 'example/shop:1.0';
const health = { exec: ['true'] } as const;

/** Several services that belong together. */
class Search extends Construct {
  readonly node1: Service;
  constructor(scope: Phase, id: string) {
    super(scope, id);
    this.node1 = new Service(this, `${id}-index`, { image, health });
    new Job(this, `${id}-fill`, { image, command: 'fill' });
    new Job(this, `${id}-tools`, { image, command: 'tools', profile: 'tools' });
    new ComposeService(this, `${id}-view`, { image });
  }
}

/** What the service "web" of this waits for. */
const waits = (make: (core: Phase, web: Service) => void) =>
  authoredService(
    authored((core) => make(core, new Service(core, 'web', { image, health }))),
    'web',
  ).waits;

describe('a service waits for', () => {
  test('all that starts by itself in a construct of several, also what it gets later', () => {
    const made = waits((core, web) => {
      const search = new Search(core, 'search');
      web.waitFor(search, search);
      new Service(search, 'search-late', { image, health });
    });
    expect(made).toEqual([
      'search-index healthy',
      'search-fill completed',
      'search-view started',
      'search-late healthy',
    ]);
  });

  test('a group, and whatever says what it depends on', () => {
    const made = waits((core, web) => {
      const [one, other] = [new Search(core, 'one'), new Service(core, 'other', { image, health })];
      const own = {};
      Dependable.implement(own, { dependencyRoots: [other] });
      web.waitFor(new DependencyGroup(one.node1, other), own);
    });
    expect(made).toEqual(['one-index healthy', 'other healthy']);
  });

  test('one service alone, when that is what is named: not for what stands in it, and for a job that is asked for', () => {
    expect(
      waits((core, web) =>
        web.waitFor(
          new Minio(core, 'minio', { image: 'minio:1', client: 'mc:1', bucket: 'shop' }),
          new Job(core, 'tools', { image, command: 'tools', profile: 'tools' }),
        ),
      ),
    ).toEqual(['minio healthy', 'tools completed']);
  });

  test('the others, when it belongs to what it waits for', () => {
    class Site extends Construct {
      constructor(scope: Phase, id: string) {
        super(scope, id);
        new Service(this, 'front', { image }).waitFor(this);
        new Service(this, 'back', { image, health });
      }
    }
    expect(
      authoredService(
        authored((core) => new Site(core, 'site')),
        'front',
      ).waits,
    ).toEqual(['back healthy']);
  });

  test('nothing, where nothing starts: that is refused', () => {
    const empty = (core: Phase, web: Service) => web.waitFor(new Volume(core, 'data', { holds: 'Nothing' }));
    expect(() => waits(empty)).toThrow(
      expect.objectContaining({
        code: 'wait-empty',
        at: 'shop-test/core/web',
        message: '"web" waits for "data", in which no service starts by itself: there is nothing to wait for',
      }),
    );
  });

  test.each<[string, unknown]>([
    ['"db"', 'db'],
    ['an object without keys', {}],
    ['null', null],
  ])('%s: that is refused, too', (_, wrong) => {
    expect(() => waits((_, web) => web.waitFor(wrong as never))).toThrow(
      expect.objectContaining({ code: 'bad-prop' }),
    ); // as JavaScript may
  });
});

describe('how far', () => {
  const model = (make: (core: Phase, site: Phase) => void) =>
    authored((core, site) => {
      new Service(core, 'db', { image, health });
      new Service(core, 'silent', { image });
      make(core, site);
    });

  test('between phases as far as is seen: until a service without a health check has started', () => {
    const shop = model((_, site) => new Service(site, 'web', { image }));
    expect(authoredService(shop, 'web').waits).toEqual(['db healthy', 'silent started']);
  });

  test('a health check among raw keys, and one that is switched off there', () => {
    const shop = model((core, site) => {
      new Service(core, 'raw', { image, compose: { healthcheck: { test: 'true' } } });
      new Service(core, 'off', { image, health, compose: { healthcheck: { disable: true } } });
      new Service(site, 'web', { image });
    });
    expect(authoredService(shop, 'web').waits).toEqual([
      'db healthy',
      'silent started',
      'raw healthy',
      'off healthy',
    ]);
  });

  test('as it is said, over what the phases say; what is named alone, in any case', () => {
    const shop = model((core, site) => {
      const find = (id: string) => core.node.findChild(id) as Service;
      new Service(site, 'a', { image }).waitFor(find('silent'));
      new Service(site, 'b', { image }).waitFor(find('db'), find('silent'), 'started');
      new Service(site, 'c', { image }).waitFor(core, 'started').waitFor(find('db'), { restart: true });
      new Service(site, 'd', { image }).waitFor(core);
    });
    expect(authoredService(shop, 'a').waits).toEqual(['db healthy', 'silent healthy']);
    expect(authoredService(shop, 'b').waits).toEqual(['db started', 'silent started']);
    expect(authoredService(shop, 'c').waits).toEqual(['db healthy', 'silent started']);
    expect(authoredService(shop, 'd').waits).toEqual(['db healthy', 'silent started']);
    expect(authoredService(shop, 'c').model.dependsOn).toMatchObject([{ restart: true }, {}]);
  });

  test.each<readonly WaitArgument[]>([['started'], [{ restart: true }]])(
    'but not without for whom: %o',
    (how) => {
      expect(() => waits((_, web) => web.waitFor(how))).toThrow(
        expect.objectContaining({
          code: 'bad-prop',
          message: '"web" is told how far to wait, and not for whom',
          fix: "say it behind what it waits for: web.waitFor(db, 'started')",
        }),
      );
    },
  );
});
