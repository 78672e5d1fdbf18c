import { describe, expect, test } from 'vitest';
import { nothing, replace } from '../../../src/compose/replace.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { guardsKept } from '../../../src/rules/host/guards-kept.ts';
import { service, stack } from '../../support/model.ts';

// The service of the tests may use 256mb.
const found = (compose: ServiceModel['compose'], over: Partial<ServiceModel> = {}) =>
  guardsKept.check(stack({ services: [service({ ...over, compose })] }));
const web = { path: 'shop-test/app/web' };

describe('guards-kept', () => {
  test('one that ends, and somebody waits for that', () => {
    const once = service({ id: 'once', compose: { restart: 'on-failure' } });
    const waits = service({ dependsOn: [{ service: 'once', condition: 'completed' }] });
    expect(guardsKept.check(stack({ services: [once, waits] }))).toEqual([]);
    expect(guardsKept.check(stack({ services: [once] }))).toHaveLength(1);
  });

  test('what the kernel may not end', () => {
    expect(found({ oom_kill_disable: true })).toEqual([
      {
        ...web,
        message:
          'oom_kill_disable keeps the kernel from ending "web" when its memory is full: it stands still then, or others on the host are killed in its place',
        fix: 'remove oom_kill_disable from the raw keys of "web", and raise its memory',
      },
    ]);
    expect(found({ oom_score_adj: -1000 })).toHaveLength(1);
    expect(found({ oom_kill_disable: false, oom_score_adj: -500 })).toEqual([]);
  });

  test('a memory limit that is taken away', () => {
    const gone = {
      ...web,
      message:
        'a raw key takes the memory limit of "web" away: when it leaks, the kernel kills whatever is largest on the host',
      fix: `say memory: '…' of "web", and leave it out of the raw keys`,
    };
    expect(found({ deploy: { resources: { limits: replace({ pids: 9 }) } } })).toEqual([gone]);
    expect(found({ deploy: { resources: replace({}) } })).toEqual([gone]);
    expect(found({ deploy: replace({}) })).toEqual([gone]);
    // Nothing at all takes nothing away.
    expect(found({ deploy: null })).toEqual([]);
    expect(found({ deploy: { resources: { limits: { memory: '0' } } } })).toEqual([gone]);
    expect(found({ deploy: replace({}), mem_limit: '1g', pids_limit: 64 })).toEqual([]);
    // Compose passes over it, and the limit stays.
    expect(found({ mem_limit: 0 })).toEqual([]);
  });

  test('a limit of processes that is taken away', () => {
    const gone = {
      ...web,
      message:
        'a raw key takes the limit of processes of "web" away: one that forks without end leaves none to the host',
      fix: 'say processes: 512 of "web", and leave pids out of the raw keys',
    };
    expect(found({ deploy: { resources: { limits: replace({ memory: '1G' }) } } })).toEqual([gone]);
    expect(found({ deploy: { resources: { limits: { pids: -1 } } } })).toEqual([gone]);
    expect(found({ deploy: replace({}), mem_limit: '1g' })).toEqual([gone]);
    expect(found({ deploy: { resources: { limits: { pids: '${MOST}' } } } })).toEqual([]);
  });

  test('capabilities that are dropped, and then not', () => {
    const dropCapabilities = ['ALL', 'CAP_MKNOD'];
    expect(found({ cap_drop: replace(['cap_mknod']) }, { dropCapabilities })).toEqual([
      {
        ...web,
        message: 'a raw key leaves "web" the capabilities that it drops: ALL',
        fix: 'leave replace() out of cap_drop of "web": what it says is added then',
      },
    ]);
    expect(found({ cap_drop: replace(['all']) }, { dropCapabilities })).toEqual([]);
    expect(found({ cap_drop: ['KILL'] }, { dropCapabilities })).toEqual([]);
  });

  test('what no construct promised', () => {
    const nothing = {
      bare: true,
      noNewPrivileges: false,
      limits: undefined,
      logging: undefined,
      restart: undefined,
    };
    const { limits, logging, restart, ...rest } = { ...service(), ...nothing };
    const bare = (compose: ServiceModel['compose']) =>
      guardsKept.check(stack({ services: [{ ...rest, compose: { image: 'a:1', ...compose } }] }));
    expect([limits, logging, restart]).toEqual([undefined, undefined, undefined]);
    expect(bare({})).toEqual([]);
    expect(bare({ restart: 'on-failure', ports: ['127.0.0.1:80:80'] })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" says restart: \'on-failure\', and a program that ends with 0 when it is asked to stop stays away: after a reboot, and after each restart of the engine',
        fix: 'say restart: \'unless-stopped\' of "web"',
      },
    ]);
    expect(bare({ restart: '${AGAIN:-on-failure:3}', expose: ['80'] })).toHaveLength(1);
    expect(bare({ ports: ['127.0.0.1:80:80'] })).toEqual([]);
    expect(bare({ restart: 'no', security_opt: ['x'], logging: { driver: 'json-file' } })).toEqual([]);
    expect(bare({ mem_limit: '256m', memswap_limit: '128m' })).toHaveLength(1);
  });

  test('one that others ask, or that runs the server of its image', () => {
    const worker = { ...service({ id: 'worker', compose: { restart: 'on-failure' } }), bare: true } as const;
    const asks = service({ env: [{ name: 'WORKER_URL', value: ['http://worker:80'] }] });
    const away = (...services: readonly ServiceModel[]) =>
      guardsKept
        .check(stack({ services }))
        .flatMap(({ path, message }) => (message.includes('restart') ? [path] : []));
    expect(away(worker)).toEqual([]);
    expect(away(worker, asks)).toEqual(['shop-test/app/worker']);
    const store = (command: string) => {
      const known = {
        product: 'Store',
        dataPaths: [],
        traits: { servers: ['store'] },
        reach: { ports: [1] },
      };
      return away({ ...worker, known, compose: { restart: 'on-failure', command } });
    };
    expect(store('store --keep')).toHaveLength(1);
    expect(store('store-cli load')).toEqual([]);
  });

  test('swap below memory', () => {
    expect(found({ memswap_limit: '128m' })).toEqual([
      {
        ...web,
        message:
          '"web" may use 256m of memory, and 128m of memory and swap together: the engine refuses to start it',
        fix: 'raise memswap_limit of "web" to at least 256m, or leave it out',
      },
    ]);
    for (const legal of ['256m', '1g', -1, 0, 268_435_456])
      expect(found({ memswap_limit: legal })).toEqual([]);
  });

  test('a log without end, and one that goes nowhere', () => {
    const endless = {
      ...web,
      message: 'a raw key lets the log of "web" grow without end: it fills the disk of the host',
      fix: `say logSize: '…' of "web", and remove logging from the raw keys`,
    };
    expect(found({ logging: { options: { 'max-size': '-1' } } })).toEqual([endless]);
    expect(found({ logging: replace({}) })).toEqual([endless]);
    expect(found({ logging: { driver: 'none' } })).toEqual([
      {
        ...web,
        severity: 'info',
        message: '"web" logs nowhere: nobody can see why it failed',
        fix: 'remove logging from the raw keys of "web"',
      },
    ]);
  });

  test('privileges that a program may gain', () => {
    expect(found({ security_opt: replace(['apparmor:x']) })).toEqual([
      {
        ...web,
        message: 'a raw key lets programs of "web" gain privileges that it was not started with',
        fix: 'leave replace() and reset out of security_opt of "web": what it says is added then',
      },
    ]);
    expect(found({ security_opt: ['no-new-privileges=false', 'apparmor:x'] })).toEqual([
      {
        ...web,
        message: 'a raw key lets programs of "web" gain privileges that it was not started with',
        fix: 'remove no-new-privileges=false from security_opt of "web"',
      },
    ]);
    expect(found({ security_opt: ['apparmor:x'] })).toEqual([]);
    expect(found({ security_opt: replace(['no-new-privileges']) })).toEqual([]);
  });

  test('a service that does not come back', () => {
    expect(found({ restart: 'no' })).toEqual([
      {
        ...web,
        message:
          'a raw key takes the restart policy of "web" away: when it ends, and after a reboot, it stays away',
        fix: 'remove restart from the raw keys of "web", or make it a Job if it is meant to end',
      },
    ]);
    expect(found({ deploy: { restart_policy: { condition: 'none' } } })[0]?.fix).toBe(
      'remove deploy.restart_policy from the raw keys of "web", or make it a Job if it is meant to end',
    );
    expect(found({ restart: 'no', deploy: { restart_policy: { condition: 'any' } } })).toEqual([]);
    // Compose takes what is not said there for no restart at all.
    expect(found({ deploy: { restart_policy: { delay: '5s' } } })).toHaveLength(1);
    expect(found({ restart: 'no' }, { kind: 'job' })).toEqual([]);
    const [one] = found({ restart: 'on-failure:3' });
    expect(one).toEqual({
      path: 'shop-test/app/web',
      severity: 'warn',
      message:
        'a raw key starts "web" again only after an error, and a program that ends with 0 when it is asked to stop stays away: after a reboot, and after each restart of the engine',
      fix: 'remove restart from the raw keys of "web", or make it a Job if it is meant to end',
    });
    const onFailure = { deploy: { restart_policy: { condition: 'on-failure' } } };
    expect(found(onFailure, { listens: [{ port: 80, purpose: 'HTTP' }] })[0]?.severity).toBeUndefined();
    expect(found(onFailure, { profile: 'tools' })).toEqual([]);
    expect(found(onFailure, { kind: 'job' })).toEqual([]);
  });

  test('each of them, taken away with all that is there, whatever it is: reset', () => {
    const gone = (compose: ServiceModel['compose']) => found(compose).map(({ message }) => message);
    const memory =
      'a raw key takes the memory limit of "web" away: when it leaks, the kernel kills whatever is largest on the host';
    expect(gone({ deploy: nothing })).toEqual([memory]);
    expect(gone({ deploy: { resources: nothing } })).toEqual([memory]);
    expect(gone({ deploy: { resources: { limits: { memory: nothing } } } })).toEqual([memory]);
    expect(gone({ deploy: { resources: { limits: { pids: nothing } } } })).toEqual([
      'a raw key takes the limit of processes of "web" away: one that forks without end leaves none to the host',
    ]);
    expect(gone({ security_opt: nothing })).toEqual([
      'a raw key lets programs of "web" gain privileges that it was not started with',
    ]);
    const endless = 'a raw key lets the log of "web" grow without end: it fills the disk of the host';
    expect(gone({ logging: nothing })).toEqual([endless]);
    expect(gone({ logging: { options: { 'max-size': nothing } } })).toEqual([endless]);
    expect(gone({ restart: nothing })).toEqual([
      'a raw key takes the restart policy of "web" away: when it ends, and after a reboot, it stays away',
    ]);
    expect(gone({ restart: null })).toEqual([]);
  });

  test('other guards than ours', () => {
    expect(found({ deploy: { resources: { limits: { memory: '1G' } }, replicas: 2 } })).toEqual([]);
    expect(found({ mem_limit: '512m', logging: { driver: 'journald' } })).toEqual([]);
    expect(found({ logging: { driver: 'local' } })).toEqual([]);
    expect(found({ logging: { options: { 'max-size': '50m' } } })).toEqual([]);
    expect(found({})).toEqual([]);
  });
});
