import { describe, expect, test } from 'vitest';
import { ruleFindings } from '../../src/compile/rules.ts';
import { replace } from '../../src/compose/replace.ts';
import { settledStack } from '../../src/lower/settle.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { service, stack, variable, volume } from '../support/model.ts';

/** What the rules say of a stack, each with the path that it blames. */
const found = (over: Partial<StackModel>) =>
  ruleFindings(settledStack(stack(over))).map(({ rule, path, message }) => `${rule} ${path}: ${message}`);
const raw = (compose: ServiceModel['compose'], over: Partial<ServiceModel> = {}) =>
  found({ services: [service({ compose, ...over })] });

describe('a rule sees a raw key', () => {
  test.each<[string, ServiceModel['compose'], string]>([
    ['of a name', { environment: { 'A B': '1' } }, '"A B" cannot be the name of a variable in env'],
    ['of a profile', { profiles: ['x'] }, '"x" cannot be the name of a profile'],
    ['of a host', { hostname: 'a.-b' }, '"-b" cannot be part of a hostname'],
    ['of the socket', { use_api_socket: true }, '"web" mounts the socket of the engine'],
    [
      'in the long form',
      { volumes: [{ type: 'bind', source: '/run/docker.sock', target: '/s' }] },
      'the socket',
    ],
    ['of a list', { volumes: [{ type: 'volume', target: '/a' }] }, 'a volume without a name at /a'],
    ['of a span', { healthcheck: { test: 'x', interval: '1m', timeout: '1h' } }, 'may take 3600s and is due'],
    ['of a size', { mem_reservation: 2 ** 40 }, '"web" reserves 1048576m of memory and may use 256m'],
    ['of swap', { memswap_limit: '128mb' }, 'may use 256m of memory, and 128m of memory and swap together'],
    ['with a default', { image: 'x:${TAG:-latest}' }, 'whose tag is decided in .env'],
  ])('%s', (_, compose, message) => {
    expect(raw(compose).filter((one) => one.includes(message))).toHaveLength(1);
  });

  test('that Compose would merge, and takes nothing away', () => {
    expect(raw({ restart: null, security_opt: [], logging: {}, deploy: null })).toEqual([]);
    expect(raw({ security_opt: replace([]) })).toEqual([
      'guards-kept shop-test/app/web: a raw key lets programs of "web" gain privileges that it was not started with',
    ]);
  });

  test('that cannot be read: what the props say beside it is not lost', () => {
    const variables = [variable({ name: 'GREETING', default: 'hi' })];
    const env = [{ name: 'GREETING', value: [{ kind: 'variable', name: 'GREETING' }] }] as const;
    expect(found({ variables, services: [service({ env, compose: { environment: { X: [] } } })] })).toEqual(
      [],
    );
  });

  test('that cannot be read: a secret in it is one', () => {
    const variables = [variable({ name: 'KEY', kind: 'secret' })];
    const compose = { build: { context: '/srv', args: { A: '${KEY}', B: [] } }, labels: [{ a: '${KEY}' }] };
    expect(found({ variables, services: [service({ compose })] })).toEqual([
      'secret-not-literal shop-test/app/web: "web" has the secret KEY in its labels: ps and docker inspect show it to every user of the host',
      'secret-in-image shop-test/app/web: "web" is built with KEY as the argument A: docker history shows it to whoever has the image',
    ]);
  });

  test('that cannot be read: its texts are texts all the same', () => {
    const messages = raw({
      environment: { TOKEN: 'c0ffee-4711-c0ffee', LIST: ['$HOMES'] },
      command: ['echo', '${OTHER', 3],
    });
    expect(messages).toEqual([
      'secret-not-literal shop-test/app/web: "web" has a literal of 18 characters in TOKEN: whoever reads the repository has it',
      'variables-declared shop-test/app/web: "web" uses the variable HOMES in compose.environment.LIST.0, but .env.example does not have it: it is empty at run time',
      'dollar-doubled shop-test/app/web: "web" has ${OTHER in compose.command.1, and Compose does not know that form: it refuses the project',
    ]);
  });
});

describe('a rule sees what the raw keys of the stack say', () => {
  test('of a service of ours, and blames the stack for a text in it', () => {
    const services = {
      web: { privileged: true, environment: { API_TOKEN: 'c0ffee-4711-c0ffee', X: '$NOT_THERE' } },
    };
    expect(found({ compose: { services } })).toEqual([
      'container-confined shop-test/app/web: "web" is privileged: whoever takes it over is root on the host',
      'secret-not-literal shop-test/app/web: "web" has a literal of 18 characters in API_TOKEN: whoever reads the repository has it',
      'variables-declared shop-test: the stack uses the variable NOT_THERE in compose.services.web.environment.X, but .env.example does not have it: it is empty at run time',
    ]);
  });

  test('of a service of its own', () => {
    const mail = {
      image: 'mail:latest',
      ports: ['8025:8025'],
      volumes: ['/mails', './mail.conf:/etc/mail.conf', 'gone:/gone'],
      depends_on: ['nobody'],
      networks: ['nowhere'],
    };
    expect(found({ compose: { services: { mail } } }).map((one) => one.replace('shop-test: ', ''))).toEqual([
      'image-pinned "mail" runs the image "mail:latest", and "latest" moves: each pull may bring another version',
      'order-possible "mail" waits for "nobody", but no phase of this stack has such a service: Compose refuses the project',
      'networks-used "mail" is on the network "nowhere", but this stack has no such network: Compose refuses the project',
      'only-edge-publishes "mail" publishes port 8025 on every address of the host: others reach it past the edge, without its TLS',
      'bind-source "mail" mounts ./mail.conf at /etc/mail.conf, and nothing generates it: the engine makes an empty folder there that belongs to root, or refuses to start it',
      'volumes-used "mail" mounts the volume "gone" at /gone, but this stack has no such volume: Compose refuses the project',
      'data-kept "mail" mounts a volume without a name at /mails: a new container does not find it again, and it stays on the disk for ever',
      'guards-kept "mail" has no memory limit: when it leaks, the kernel kills whatever is largest on the host',
    ]);
  });

  test('of volumes, networks and secrets', () => {
    const secrets = { from_env: { environment: 'X' }, from_file: { file: './x' } };
    const services = [
      service({
        compose: {
          volumes: ['data:/data'],
          networks: ['outside'],
          secrets: [
            { source: 'from_env', uid: '1' },
            { source: 'from_file', uid: '1' },
          ],
        },
      }),
    ];
    const compose = { volumes: { data: {} }, networks: { outside: { external: true } }, secrets };
    expect(found({ services, compose })).toEqual([
      'file-owner shop-test/app/web: "web" asks for uid of secrets "from_file", and Compose ignores that for a file: it keeps the owner and the mode that it has on the host',
      'variables-declared shop-test: "from_env" uses the variable X in environment, but .env.example does not have it: it is empty at run time',
      'files-present shop-test: the secret "from_file" is the file ./x, and nothing generates it: no service that takes it can start',
    ]);
    expect(
      found({
        services: [service({ compose: { volumes: ['kept:/data'] } })],
        volumes: [volume({ id: 'kept', kind: 'cache' })],
      }),
    ).toEqual([]);
  });
});

test('the volume for the mark of a job has no name and needs none', () => {
  const job = { runs: 'once', target: 'seed', help: { en: '', id: '' } } as const;
  const compose = { read_only: true, profiles: ['tools'] };
  expect(
    raw(compose, {
      id: 'seed',
      path: 'shop-test/app/seed',
      kind: 'job',
      restart: 'no',
      job,
      command: [['seed']],
    }),
  ).toEqual([]);
});
