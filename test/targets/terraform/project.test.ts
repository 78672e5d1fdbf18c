import { expect, test } from 'vitest';
import { service, volume } from '../../support/model.ts';
import { bare, container, found, lost, resource, resourcesOf } from './made.ts';

const labels = (...more: readonly (readonly [string, string])[]) => [
  { label: 'com.docker.compose.project', value: 'shop-test' },
  ...more.map(([label, value]) => ({ label, value })),
];

test('a network', () => {
  const inside = {
    ...{ driver: 'bridge', internal: true, attachable: true, enable_ipv4: true, enable_ipv6: true },
    ...{ driver_opts: { 'com.docker.network.driver.mtu': 1400 }, labels: { 'a${b}': '$$$${c}' } },
    ipam: {
      ...{ driver: 'default', options: { a: 'b' } },
      config: [
        {
          subnet: '10.9.0.0/16',
          ip_range: '10.9.1.0/24',
          gateway: '10.9.0.1',
          aux_addresses: { host: '10.9.0.2' },
        },
      ],
    },
  };
  const stack = { services: [bare({ networks: ['inside'] })], compose: { networks: { inside } } };
  expect(resource(stack, 'docker_network', 'inside')).toEqual({
    name: 'shop-test_inside',
    driver: 'bridge',
    options: { 'com.docker.network.driver.mtu': '1400' },
    internal: true,
    attachable: true,
    ipv6: true,
    ipam_driver: 'default',
    ipam_options: { a: 'b' },
    ipam_config: [
      {
        subnet: '10.9.0.0/16',
        ip_range: '10.9.1.0/24',
        gateway: '10.9.0.1',
        aux_address: { host: '10.9.0.2' },
      },
    ],
    lifecycle: { ignore_changes: ['labels'] },
    labels: labels(['com.docker.compose.network', 'inside'], ['a$${b}', '${"$$"}{c}']),
  });
  expect(found(stack)).toEqual([]);
});

test('networks and volumes that others made, and those of a name of their own', () => {
  const stack = {
    services: [
      bare({ networks: ['proxy', 'own'], volumes: ['old:/old', 'named:/named', 'plain:/plain'] }),
      bare({ networks: [] }, { id: 'other' }),
    ],
    compose: {
      networks: { proxy: { external: true, name: 'edge_proxy' }, own: { name: 'own-${X}' } },
      volumes: { old: { external: true }, named: { name: 'shop' }, plain: {} },
    },
  };
  const resources = resourcesOf(stack);
  expect(
    resources
      .filter(({ type }) => type !== 'docker_container')
      .map(({ type, id, body }) => [type, id, body.name]),
  ).toEqual([
    ['docker_network', 'own', 'own-${var.X}'],
    ['docker_network', 'default', 'shop-test_default'],
    ['docker_volume', 'named', 'shop'],
    ['docker_volume', 'plain', 'shop-test_plain'],
    ['docker_image', 'web', 'example/web:1.0'],
  ]);
  const web = resource(stack, 'docker_container', 'web');
  expect(web.networks_advanced).toMatchObject([
    { name: 'edge_proxy' },
    { name: '${docker_network.own.name}' },
  ]);
  expect(web.mounts).toMatchObject([
    { source: 'old' },
    { source: '${docker_volume.named.name}' },
    { source: '${docker_volume.plain.name}' },
  ]);
  expect(resource(stack, 'docker_container', 'other').networks_advanced).toMatchObject([
    { name: '${docker_network.default.name}' },
  ]);
  expect(found(stack)).toEqual([]);
});

test('what holds data is not destroyed, what is a cache is', () => {
  const stack = { volumes: [volume({ id: 'data' }), volume({ id: 'cache', kind: 'cache' })] };
  expect(resource(stack, 'docker_volume', 'data').lifecycle).toEqual({
    prevent_destroy: true,
    ignore_changes: ['labels'],
  });
  expect(resource(stack, 'docker_volume', 'cache').lifecycle).toEqual({ ignore_changes: ['labels'] });
});

test('what of networks, volumes, files and the project itself is lost', () => {
  expect(
    found({
      services: [bare({})],
      volumes: [volume({ id: 'data', compose: { external: '${MADE}' } })],
      networks: [
        {
          ...{ path: 'shop-test/inside', id: 'inside', internal: false, purpose: { en: 'x', id: 'x' } },
          compose: { enable_ipv4: false },
        },
      ],
      compose: {
        include: ['other.yml'],
        configs: { site: { content: 'x', template_driver: 'golang', labels: { a: 'b' } } },
        secrets: {
          key: { environment: 'KEY', driver: 'vault', driver_opts: { a: 'b' }, template_driver: 'golang' },
        },
      },
    }),
  ).toEqual([
    'error: enable_ipv4 of network "inside" has no counterpart in the provider\ntake it away, or make it external',
    'error: external of volume "data" depends on a variable, and it is made or not\nwrite true or false',
    'error: include of "shop" has no counterpart in the provider\nwrite out what those files say',
    'error: template_driver of config "site" has no counterpart in the provider\nwrite its content out',
    'error: driver of secret "key" has no counterpart in the provider\nsay the variable that holds it',
    'error: driver_opts of secret "key" has no counterpart in the provider\ntake it away',
    'error: template_driver of secret "key" has no counterpart in the provider\nwrite its content out',
  ]);
});

test('a service with dots, and one that would have the same identifier', () => {
  const services = [bare({}, { id: 'a.b' }), bare({}, { id: 'a_b' }), bare({}, { id: '1st' })];
  const containers = resourcesOf({ services }).filter(({ type }) => type === 'docker_container');
  expect(containers.map(({ id, body }) => [id, body.name])).toEqual([
    ['a_b', 'shop-test-a.b-1'],
    ['a_b_2', 'shop-test-a_b-1'],
    ['_1st', 'shop-test-1st-1'],
  ]);
});

test('images: one of each name, whatever their last part, and one that only has a variable', () => {
  const images = [
    'a/redis:1',
    'b/redis:1',
    'redis_2:3',
    '${IMAGE}',
    'r.example.org:5000/x/web:${TAG:-1}@sha256:0',
    'a/redis:1',
  ];
  const services = images.map((image, n) => bare({ image }, { id: `s${n}` }));
  expect(
    resourcesOf({ services }).flatMap(({ type, id, body }) =>
      type === 'docker_image' ? [[id, body.name]] : [],
    ),
  ).toEqual([
    ['redis', 'a/redis:1'],
    ['redis_2', 'b/redis:1'],
    ['redis_2_2', 'redis_2:3'],
    ['image', '${var.IMAGE}'],
    ['web', 'r.example.org:5000/x/web:${var.TAG != "" ? var.TAG : "1"}@sha256:0'],
  ]);
  expect(resource({ services }, 'docker_container', 's5').image).toBe('${docker_image.redis.name}');
});

test('an image that one service builds, for another one, too', () => {
  const build = { context: './web', dockerfile: 'a.Dockerfile', target: 'run', args: { VERSION: '${V:-1}' } };
  const services = [
    bare({ image: 'shop:1' }),
    bare({ image: 'shop:1', build, platform: 'linux/arm64' }, { id: 'maker' }),
  ];
  expect(resource({ services }, 'docker_image', 'shop')).toEqual({
    name: 'shop:1',
    build: {
      context: '${path.module}/../web',
      platform: 'linux/arm64',
      dockerfile: 'a.Dockerfile',
      target: 'run',
      build_args: { VERSION: '${var.V != "" ? var.V : "1"}' },
    },
    triggers: {
      content:
        '${sha256(join("\\n", [for name in sort(fileset("${path.module}/../web", "**")) : "${name} ${filesha256("${path.module}/../web/${name}")}"]))}',
    },
    keep_locally: true,
  });
  expect(found({ services })).toEqual([]);
  const other = bare({ image: 'shop:1', build: '.' }, { id: 'other' });
  expect(found({ services: [...services, other] })).toEqual([
    'error: image of "other" shop:1 is not what maker makes of that name\ngive each its own name',
  ]);
});

test("an image by a Dockerfile of the author's, of the folder that is written beside", () => {
  const files = [{ path: 'web.Dockerfile', text: 'FROM example/web:1.0 AS site\n' }];
  const own = { files, dockerfile: 'web.Dockerfile', args: { TITLE: '$HOME' }, target: 'site' };
  const one = service({ build: { folder: 'web', copies: [], own } });
  expect(resource({ services: [one] }, 'docker_image', 'web').build).toEqual({
    context: '${path.module}/files/web',
    dockerfile: 'web.Dockerfile',
    target: 'site',
    build_args: { TITLE: '$HOME' },
  });
});

test('a service that starts on request is left out, and so is what waits for it', () => {
  const tool = bare({ profiles: ['tools'], oom_score_adj: 1 }, { id: 'tool' });
  const stack = { services: [bare({ depends_on: ['tool'], network_mode: 'service:tool' }), tool] };
  expect(resourcesOf(stack).map(({ type, id }) => `${type}.${id}`)).toEqual([
    'docker_image.web',
    'docker_container.web',
  ]);
  expect(found(stack)).toEqual([
    'error: network_mode of "web" is that of tool, which Terraform does not make\ntake it away',
    'error: depends_on of "web" names tool, which Terraform does not make: it starts only when its profile is asked for\ntake its profile away, or say required: false',
    'warn: "tool" starts only when its profile is asked for, and Terraform asks for none: it is left out\nrun it beside the others with "docker compose run", or take the profile away',
  ]);
});

test('the network and the processes of another service', () => {
  const stack = { services: [bare({}, { id: 'db' })] };
  expect(
    container(
      {
        network_mode: 'service:db',
        pid: 'service:db',
        depends_on: { db: { condition: 'service_started', restart: true } },
      },
      stack,
    ),
  ).toEqual({
    network_mode: 'container:${docker_container.db.id}',
    networks_advanced: undefined,
    pid_mode: 'container:${docker_container.db.id}',
    depends_on: ['docker_container.db'],
    lifecycle: { replace_triggered_by: ['docker_container.db.id'] },
  });
  expect(lost({ depends_on: { db: { condition: 'service_started', restart: '${AGAIN}' } } }, stack)).toEqual([
    'error: depends_on.db.restart of "web" depends on a variable\nwrite true or false',
  ]);
});
