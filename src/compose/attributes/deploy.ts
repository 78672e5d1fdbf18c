import type { Rest } from '../form.ts';
import { fields, listOf } from '../forms/collections.ts';
import { labels } from '../forms/named.ts';
import type { Bytes, Count, Span } from '../forms/scalars.ts';
import { bytes, count, quotedCount, span, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';
import type { DeviceRequest } from './device-requests.ts';
import { deviceRequests } from './device-requests.ts';

/** Limits and replicas; most of the rest is for Swarm alone. */
export interface DeployConfig {
  readonly mode?: Text;
  readonly replicas?: Count;
  readonly endpointMode?: Text;
  readonly labels?: ReadonlyMap<string, Text>;
  readonly resources?: Resources;
  readonly restartPolicy?: RestartPolicy;
  readonly updateConfig?: UpdateConfig;
  readonly rollbackConfig?: UpdateConfig;
  readonly placement?: Placement;
  readonly rest?: Rest;
}

/** What a service may take of its host, or is kept for it. */
export interface Resources {
  readonly limits?: ResourceLimits;
  readonly reservations?: ResourceReservations;
  readonly rest?: Rest;
}

/** What a container may use at most. */
export interface ResourceLimits {
  readonly cpus?: Count;
  readonly memory?: Bytes;
  /** Processes and threads. */
  readonly pids?: Count;
  readonly rest?: Rest;
}

/** What must be free for a container. */
export interface ResourceReservations {
  readonly cpus?: Count;
  readonly memory?: Bytes;
  readonly genericResources?: readonly GenericResource[];
  readonly devices?: readonly DeviceRequest[];
  readonly rest?: Rest;
}

/** A resource of a host that only its operator knows. */
export interface GenericResource {
  readonly discreteResourceSpec?: { readonly kind?: Text; readonly value?: Count; readonly rest?: Rest };
  readonly rest?: Rest;
}

/** When Swarm starts a container again. */
export interface RestartPolicy {
  readonly condition?: Text;
  readonly delay?: Span;
  readonly maxAttempts?: Count;
  readonly window?: Span;
  readonly rest?: Rest;
}

/** How Swarm replaces containers. */
export interface UpdateConfig {
  readonly parallelism?: Count;
  readonly delay?: Span;
  readonly failureAction?: Text;
  readonly monitor?: Span;
  readonly maxFailureRatio?: Count;
  readonly order?: Text;
  readonly rest?: Rest;
}

/** On which nodes Swarm puts a container. */
export interface Placement {
  readonly constraints?: readonly Text[];
  readonly preferences?: readonly { readonly spread?: Text; readonly rest?: Rest }[];
  readonly maxReplicasPerNode?: Count;
  readonly rest?: Rest;
}

const updates = fields<UpdateConfig>({
  parallelism: count,
  delay: span,
  failureAction: text,
  monitor: span,
  maxFailureRatio: count,
  order: text,
});

export const deploy = fields<DeployConfig>({
  mode: text,
  replicas: count,
  endpointMode: text,
  resources: fields<Resources>({
    limits: fields<ResourceLimits>({ cpus: quotedCount, memory: bytes('M'), pids: count }),
    reservations: fields<ResourceReservations>({
      cpus: quotedCount,
      memory: bytes('M'),
      genericResources: listOf(
        fields<GenericResource>({ discreteResourceSpec: fields({ kind: text, value: count }) }),
      ),
      devices: deviceRequests,
    }),
  }),
  restartPolicy: fields<RestartPolicy>({ condition: text, delay: span, maxAttempts: count, window: span }),
  updateConfig: updates,
  rollbackConfig: updates,
  placement: fields<Placement>({
    constraints: listOf(text),
    preferences: listOf(fields({ spread: text })),
    maxReplicasPerNode: count,
  }),
  labels,
});
