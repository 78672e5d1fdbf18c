import { remembered } from '../model/remembered.ts';
import type { StackModel } from '../model/stack.ts';
import { waitsOf } from './wiring.ts';

/** Who waits for whom, through any number of others. */
export interface Waits {
  waitsFor(service: string, other: string): boolean;
  /** The same, when `started` alone does not count: a database that has started refuses connections for a while. */
  waitsUntilReady(service: string, other: string): boolean;
  /** One loop for each set of services that wait for each other: `[a, b, a]`. */
  readonly loops: readonly (readonly string[])[];
}

/**
 * The start order as a graph. Phases are diamonds all the way down: each service is visited once, and what it waits
 * for is kept as bits, one for each group of services (a group has one member unless it is a loop).
 */
export const waits = remembered(read);

/** Who starts only when somebody else is ready that has waited for it. */
function read(stack: StackModel): Waits {
  const order = graph(stack);
  const byId = new Map(stack.services.map((service) => [service.id, service]));
  const ready = new Map<string, string[]>();
  for (const { id } of stack.services) ready.set(id, []);
  for (const service of stack.services)
    for (const wait of waitsOf(service))
      if (wait.condition !== 'started') ready.get(wait.service)?.push(service.id);
  return {
    ...order,
    waitsUntilReady(service, other) {
      // Thousands may wait for one database: its own waits are fewer.
      const own = byId.get(service);
      const itself = own && waitsOf(own).find((wait) => wait.service === other);
      if (itself !== undefined && itself.condition !== 'started') return true;
      return ready.get(other)?.some((between) => order.waitsFor(service, between)) ?? false;
    },
  };
}

type Graph = Omit<Waits, 'waitsUntilReady'>;

function graph(stack: StackModel): Graph {
  const ids = [...new Set(stack.services.map(({ id }) => id))];
  const index = new Map(ids.map((id, i) => [id, i]));
  const edges: number[][] = ids.map(() => []);
  for (const service of stack.services) {
    const mine = edges[index.get(service.id) ?? 0];
    for (const wait of waitsOf(service)) {
      const to = index.get(wait.service);
      if (to !== undefined) mine?.push(to);
    }
  }
  const groups = strongGroups(edges);
  const groupOf = new Map(groups.flatMap((group, i) => group.map((node) => [node, i] as const)));
  const words = Math.ceil(groups.length / 32);
  const reached: Uint32Array[] = [];
  const sameAs = neighbours(groups, edges);
  groups.forEach((group, i) => {
    const twin = reached[sameAs[i] ?? -1];
    reached.push(twin ?? bitsOf(group, i));
  });
  function bitsOf(group: readonly number[], i: number): Uint32Array {
    const bits = new Uint32Array(words);
    let last: Uint32Array | undefined;
    for (const node of group)
      for (const to of edges[node] ?? []) {
        const other = groupOf.get(to) ?? 0;
        // Groups come out with those that they wait for first. Members of one phase share their bits.
        const theirs = other === i ? undefined : reached[other];
        if (theirs !== undefined && theirs !== last)
          for (let at = 0; at < words; at++) bits[at] = (bits[at] ?? 0) | (theirs[at] ?? 0);
        last = theirs ?? last;
        bits[other >>> 5] = (bits[other >>> 5] ?? 0) | (1 << (other & 31));
      }
    return bits;
  }
  return {
    waitsFor(service, other) {
      const from = groupOf.get(index.get(service) ?? -1);
      const to = groupOf.get(index.get(other) ?? -1);
      return from !== undefined && to !== undefined && has(reached[from], to);
    },
    loops: groups
      .map((group) =>
        shortestLoop(
          [...group].sort((a, b) => a - b),
          edges,
        ),
      )
      .filter((loop) => loop.length > 0)
      .sort(([a = 0], [b = 0]) => a - b)
      .map((loop) => loop.map((node) => ids[node] ?? '')),
  };
}

/** For each group of one, an earlier group of one that waits for the very same services: they reach the same. */
function neighbours(
  groups: readonly (readonly number[])[],
  edges: readonly (readonly number[])[],
): readonly (number | undefined)[] {
  let before: number | undefined;
  return groups.map(([node = 0, ...others], i) => {
    const mine = edges[node] ?? [];
    if (others.length > 0) return undefined;
    const theirs = before === undefined ? undefined : edges[groups[before]?.[0] ?? 0];
    if (theirs?.length === mine.length && theirs.every((to, at) => to === mine[at])) return before;
    before = i;
    return undefined;
  });
}

function has(bits: Uint32Array | undefined, at: number): boolean {
  return (((bits?.[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

/** Tarjan's algorithm with a stack of its own: a chain of ten thousand services must not overflow the engine's. */
function strongGroups(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  const seen: number[] = [];
  const low: number[] = [];
  const pending: number[] = [];
  const settled = new Uint8Array(edges.length);
  let clock = 0;
  for (let root = 0; root < edges.length; root++) {
    const path: { readonly node: number; next: number }[] = [];
    const enter = (node: number) => {
      seen[node] = low[node] = clock++;
      pending.push(node);
      path.push({ node, next: 0 });
    };
    if (seen[root] === undefined) enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const to = edges[node]?.[top.next++];
      if (to !== undefined) {
        if (seen[to] === undefined) enter(to);
        else if (settled[to] === 0) low[node] = Math.min(low[node] ?? 0, seen[to] ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent] ?? 0, low[node] ?? 0);
      if (low[node] !== seen[node]) continue;
      const group = pending.splice(pending.lastIndexOf(node));
      for (const member of group) settled[member] = 1;
      groups.push(group);
    }
  }
  return groups;
}

/** The shortest way from the first member back to itself, or nothing. */
function shortestLoop(group: readonly number[], edges: readonly (readonly number[])[]): readonly number[] {
  const [start] = group;
  if (start === undefined) return [];
  // Nearly all are alone, and wait for others only.
  if (group.length === 1 && edges[start]?.includes(start) !== true) return [];
  const members = new Set(group);
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (const node of queue)
    for (const to of edges[node] ?? []) {
      if (to === start) {
        const back = [start];
        for (let at = node; at !== start; at = cameFrom.get(at) ?? start) back.push(at);
        return [...back, start].reverse();
      }
      if (!members.has(to) || cameFrom.has(to)) continue;
      cameFrom.set(to, node);
      queue.push(to);
    }
  return [];
}
