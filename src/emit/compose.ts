import type { Text } from '../compose/text.ts';
import type { Artifact } from '../model/artifact.ts';
import { mebibytes } from '../model/quantity.ts';
import { withRaw } from '../model/raw.ts';
import type { HealthModel, MountModel, PublishedPort, ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { interpolated } from '../syntax/compose.ts';
import { toYaml } from '../syntax/yaml.ts';
import { configFile, digest, renderConfigFile } from './config-file.ts';
import { builtImage } from './dockerfile.ts';
import { onceEntrypoint, withHomeForMark } from './job-mark.ts';
import { notice } from './notice.ts';

type Spell = (text: Text) => string;

/** docker-compose.yml of one environment. */
export function compose(stack: StackModel): readonly Artifact[] {
  const variables = new Map(stack.variables.map((variable) => [variable.name, variable]));
  const spell: Spell = (text) => interpolated(text, variables);
  const document = {
    name: stack.project,
    services: byId(stack.services, (service) => composeService(stack, service, spell)),
    ...(stack.networks.length > 0 && {
      networks: byId(stack.networks, ({ internal, compose }) =>
        withRaw(internal ? { internal } : {}, compose),
      ),
    }),
    ...(stack.volumes.length > 0 && { volumes: byId(stack.volumes, ({ compose }) => compose) }),
  };
  const content = toYaml(withRaw(document, stack.compose), notice(stack), ['services']);
  return [{ path: 'docker-compose.yml', content, executable: false }];
}

/** One service, its keys in the order in which a reader asks. */
function composeService(stack: StackModel, service: ServiceModel, spell: Spell): object {
  const { build, health, limits, logging } = service;
  const { entrypoint, command } = start(service, spell);
  const ours = {
    ...(build === undefined
      ? { image: service.image }
      : {
          image: builtImage(stack, service, build),
          build: { context: `./${build.folder}` },
          pull_policy: 'never',
        }),
    ...(service.profile !== undefined && { profiles: [service.profile] }),
    ...(entrypoint && { entrypoint }),
    ...(command && { command }),
    ...(service.init && { init: true }),
    ...(service.hostname !== undefined && { hostname: service.hostname }),
    ...(service.user !== undefined && { user: service.user }),
    ...(service.env.length > 0 && {
      environment: Object.fromEntries(service.env.map(({ name, value }) => [name, spell(value)])),
    }),
    ...(service.mounts.length > 0 && { volumes: service.mounts.map(mount) }),
    ...(service.ports.length > 0 && { ports: service.ports.map(port) }),
    ...networks(service, spell),
    ...(health && { healthcheck: healthcheck(health, spell) }),
    ...(service.dependsOn.length > 0 && {
      depends_on: Object.fromEntries(
        service.dependsOn.map(({ service: id, condition }) => [
          id,
          { condition: condition === 'healthy' ? 'service_healthy' : 'service_completed_successfully' },
        ]),
      ),
    }),
    restart: service.restart,
    stop_grace_period: service.stopGrace,
    deploy: {
      resources: {
        limits: { cpus: String(limits.cpus), memory: `${mebibytes(limits.memory)}M`, pids: limits.processes },
      },
    },
    ...(service.openFiles !== undefined && {
      ulimits: { nofile: { soft: service.openFiles, hard: service.openFiles } },
    }),
    ...(service.sharedMemory !== undefined && { shm_size: `${mebibytes(service.sharedMemory)}m` }),
    ...(service.dropCapabilities.length > 0 && { cap_drop: service.dropCapabilities }),
    ...(service.addCapabilities.length > 0 && { cap_add: service.addCapabilities }),
    security_opt: ['no-new-privileges:true'],
    logging: {
      driver: 'json-file',
      options: { 'max-size': `${mebibytes(logging.maxSize)}m`, 'max-file': String(logging.maxFiles) },
    },
    ...labels(stack, service),
  };
  return withHomeForMark(service, withRaw(ours, service.compose));
}

/** How the container starts. A job that runs once is started by what looks for its mark. */
function start(
  service: ServiceModel,
  spell: Spell,
): { entrypoint?: readonly string[]; command?: readonly string[] } {
  const entrypoint = service.entrypoint?.map(spell);
  const command = service.command?.map(spell);
  if (service.job?.runs !== 'once') return { ...(entrypoint && { entrypoint }), ...(command && { command }) };
  return {
    entrypoint: onceEntrypoint(service.id),
    command: [...(entrypoint ?? []), ...(command ?? [])],
  };
}

function mount(mount: MountModel): string | object {
  switch (mount.kind) {
    case 'volume':
      return `${mount.volume}:${mount.target}${mount.readOnly ? ':ro' : ''}`;
    case 'file':
      // Without create_host_path: false Docker makes a folder, owned by root, where the file is missing.
      return {
        type: 'bind',
        source: `./${mount.file}`,
        target: mount.target,
        read_only: true,
        bind: { create_host_path: false },
      };
    case 'memory':
      return { type: 'tmpfs', target: mount.target, tmpfs: { size: mebibytes(mount.size) * 1024 * 1024 } };
  }
}

/** A name that others know it by is said on each network; Compose's own is `default`. */
function networks({ networks: ids, aliases = [] }: ServiceModel, spell: Spell): object {
  if (aliases.length === 0) return ids.length > 0 ? { networks: ids } : {};
  const named = { aliases: aliases.map(spell) };
  return { networks: Object.fromEntries((ids.length > 0 ? ids : ['default']).map((id) => [id, named])) };
}

function port({ address, published, target, protocol }: PublishedPort): string {
  const host = address?.includes(':') ? `[${address}]` : address;
  return `${host === undefined ? '' : `${host}:`}${published}:${target}/${protocol}`;
}

function healthcheck({ test, interval, timeout, retries, startPeriod }: HealthModel, spell: Spell): object {
  return {
    test: 'shell' in test ? ['CMD-SHELL', spell(test.shell)] : ['CMD', ...test.exec.map(spell)],
    interval,
    timeout,
    retries,
    start_period: startPeriod,
  };
}

/** A digest of each mounted file: `up` recreates a container when its configuration, not only a path, has changed. */
function labels(stack: StackModel, service: ServiceModel): object {
  const digests = service.mounts.flatMap((mount) => {
    const file = mount.kind === 'file' && configFile(stack, mount.file);
    return file ? [[`stowage.digest/${file.file}`, digest(renderConfigFile(stack, file))]] : [];
  });
  return digests.length > 0 ? { labels: Object.fromEntries(digests) } : {};
}

function byId<Item extends { readonly id: string }, Value>(
  items: readonly Item[],
  value: (item: Item) => Value,
) {
  return Object.fromEntries(items.map((item) => [item.id, value(item)]));
}
