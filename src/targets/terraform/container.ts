import { createHash } from 'node:crypto';
import type { ServiceConfig } from '../../compose/service.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Body, Resource, Standing, Value } from './body.ts';
import { carrier, uploaded } from './carrier.ts';
import { patience } from './health.ts';
import { attached } from './networks.ts';
import { order } from './order.ts';
import { labelled } from './resources.ts';
import { spell } from './spell.ts';

/** The container of a service, and what brings files into one whose root nobody can write to. */
export function containerOf(standing: Standing): readonly Resource[] {
  const { stack, service, config, id, body, image, given } = standing;
  const name = containerName(stack, service, config);
  const carried = config.readOnly === true && given.length > 0 ? carrier(standing, name) : undefined;
  const waits = patience(config.healthcheck);
  const mounts = [...many(body.mounts), ...(carried?.mounts ?? [])];
  const whole = {
    name,
    image,
    ...body,
    ...limits(body),
    ...attached(standing, name),
    ...(mounts.length > 0 && { mounts }),
    ...(given.length > 0 &&
      carried === undefined && { upload: given.map((file) => uploaded(file, file.target)) }),
    // Without it the provider kills at once.
    destroy_grace_seconds: typeof body.stop_timeout === 'number' ? body.stop_timeout : 10,
    ...(service.kind === 'job'
      ? { must_run: false, attach: true, timeouts: { create: '2h' } }
      : waits !== undefined && { wait: true, wait_timeout: waits + 30 }),
  };
  return [
    ...(carried?.resources ?? []),
    {
      type: 'docker_container',
      id,
      body: {
        ...whole,
        labels: labelled(labels(standing, whole), config.labels),
        ...order(standing, name, carried !== undefined),
      },
    },
  ];
}

/** As Compose calls its only container. */
function containerName(
  { project }: StackModel,
  { id }: ServiceModel,
  { containerName }: ServiceConfig,
): string {
  return containerName === undefined ? `${project}-${id}-1` : spell(containerName);
}

/** The engine gives a container as much swap as memory; unsaid, the provider would take it away at every plan. */
function limits({ memory, memory_swap }: Body): Body {
  return typeof memory === 'number' && memory_swap === undefined ? { memory_swap: 2 * memory } : {};
}

/** Those by which Compose and the scripts find it. The hash changes with what the provider would change only in its own books. */
function labels({ stack, service, config }: Standing, whole: Body): Readonly<Record<string, string>> {
  const { healthcheck, init, tmpfs, cpus, cpu_period, cpu_quota } = whole;
  const hash = createHash('sha256')
    .update(JSON.stringify([healthcheck, init, tmpfs, cpus, cpu_period, cpu_quota].map((one) => one ?? null)))
    .digest('hex');
  const before = [...(config.dependsOn ?? [])].map(
    ([id, { condition, restart }]) => `${id}:${condition}:${restart}`,
  );
  return {
    'com.docker.compose.project': stack.project,
    'com.docker.compose.service': service.id,
    'com.docker.compose.container-number': '1',
    'com.docker.compose.oneoff': 'False',
    'com.docker.compose.depends_on': before.join(','),
    'com.docker.compose.config-hash': hash,
  };
}

function many(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}
