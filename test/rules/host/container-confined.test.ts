import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { containerConfined } from '../../../src/rules/host/container-confined.ts';
import { service, stack } from '../../support/model.ts';

const found = (compose: ServiceModel['compose'], over: Partial<ServiceModel> = {}) =>
  containerConfined.check(stack({ services: [service({ ...over, compose })] }));
const messages = (...args: Parameters<typeof found>) => found(...args).map(({ message }) => message);

describe('container-confined', () => {
  test('privileges', () => {
    expect(found({ privileged: true })).toEqual([
      {
        path: 'shop-test/app/web',
        message: '"web" is privileged: whoever takes it over is root on the host',
        fix: 'remove privileged from the raw keys of "web", and add the capability that it needs, or acknowledge it with the reason',
      },
    ]);
  });

  test('the socket of the engine, in each form', () => {
    const said =
      '"web" mounts the socket of the engine: whoever takes it over can start a container that is root on the host, a read-only mount too';
    expect(messages({ volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro'] })).toEqual([said]);
    expect(messages({ volumes: [{ type: 'bind', source: '/run/docker.sock', target: '/s' }] })).toEqual([
      said,
    ]);
  });

  test('namespaces of the host, and capabilities', () => {
    expect(messages({ pid: 'host', ipc: 'host' })).toEqual([
      '"web" uses "pid" and "ipc" of the host: it sees and reaches what runs outside of it',
    ]);
    const said = '"web" adds the capability "SYS_ADMIN": that is enough to leave the container';
    expect(messages({ cap_add: ['cap_sys_admin', 'CHOWN'] })).toEqual([said]);
    expect(messages({}, { addCapabilities: ['SYS_ADMIN'] })).toEqual([said]);
  });

  test('an open door is a warning', () => {
    expect(found({ security_opt: ['seccomp:unconfined'] })).toEqual([
      {
        path: 'shop-test/app/web',
        severity: 'warn',
        message:
          '"web" turns off "seccomp": system calls that nobody needs are open to whoever takes it over',
        fix: 'remove that from security_opt of "web", or acknowledge it with the reason',
      },
    ]);
  });

  test('root by wish is a warning', () => {
    expect(found({}, { user: '0:0' })).toEqual([
      {
        path: 'shop-test/app/web',
        severity: 'warn',
        message:
          '"web" runs as 0:0 by wish: its image may have a user of its own, and a way out of the container is open to root first',
        fix: 'leave user of "web" out, or acknowledge it with the reason',
      },
    ]);
    expect(found({ user: 'root' })).toHaveLength(1);
    expect(found({ user: '1000:0' }, { user: '0' })).toEqual([]);
  });

  test('root where the image has a user is a warning', () => {
    const known = { product: 'Node.js', dataPaths: [], user: 'node' };
    expect(found({}, { known })).toEqual([
      {
        path: 'shop-test/app/web',
        severity: 'warn',
        message:
          '"web" runs as root, and its image has the user "node": a way out of the container is open to root first',
        fix: `say user: 'node' of "web", or acknowledge it with the reason`,
      },
    ]);
    expect(found({}, { known, user: 'node' })).toEqual([]);
    expect(found({ user: '1000' }, { known })).toEqual([]);
  });

  test('what stays inside', () => {
    expect(found({ privileged: false, pid: 'service:db', cap_add: ['NET_BIND_SERVICE'] })).toEqual([]);
    expect(found({ security_opt: ['no-new-privileges:true'], volumes: ['data:/docker.socks'] })).toEqual([]);
    expect(found({ cap_add: 7, security_opt: {}, volumes: null })).toEqual([]);
    expect(found({}, { addCapabilities: ['CHOWN'], dropCapabilities: ['ALL'] })).toEqual([]);
  });
});
