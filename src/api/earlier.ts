import type { Canonical } from '../compose/canonical.ts';
import { canonical } from '../compose/canonical.ts';
import type { Project } from '../compose/project.ts';
import type { ServiceConfig } from '../compose/service.ts';
import { fromYaml } from '../syntax/yaml-read.ts';

/** A compose file in pieces: each service by its name, with the lines that say it, and all other lines. */
interface Pieces {
  readonly services: ReadonlyMap<string, string>;
  readonly rest: string;
}

/**
 * The project that an earlier file says, and what of it cannot be read, when a later one and its project are at hand. Most of both is the same, to the byte: of that the later project is
 * taken, and only what differs is read, for reading YAML takes as long as all the rest.
 * @throws what the reader of YAML throws
 */
export function earlierProject(text: string, later: string | undefined, project: Project): Canonical {
  if (text === later) return { project, faults: [] };
  const [old, now] = [piecesOf(text), later === undefined ? undefined : piecesOf(later)];
  if (old === undefined || now === undefined) return canonical(fromYaml(text));
  const differs = [...old.services].filter(([name, lines]) => now.services.get(name) !== lines);
  const { project: read, faults }: Canonical =
    differs.length === 0
      ? { project: {}, faults: [] }
      : canonical(fromYaml(`services:\n${differs.map(([, lines]) => lines).join('')}`));
  const services = new Map<string, ServiceConfig>();
  for (const name of old.services.keys()) {
    const isRead = now.services.get(name) !== old.services.get(name);
    const config = (isRead ? read : project).services?.get(name);
    if (config === undefined) return canonical(fromYaml(text));
    services.set(name, config);
  }
  const rest = old.rest === now.rest ? { project, faults: [] } : canonical(fromYaml(old.rest));
  const { services: _, ...others } = rest.project;
  return { project: { ...others, services }, faults: [...faults, ...rest.faults] };
}

/** What refers from one place of a document to another: then no piece means anything alone. */
const refers = /(?:^|[\s[{,:-])(?:[&*][\w-]|<<\s*:)/m;

/** Undefined where a file is not laid out as ours are: services two spaces in, plainly named, and nothing that refers to another piece. */
function piecesOf(text: string): Pieces | undefined {
  const lines = text.split(/(?<=\n)/);
  const start = lines.indexOf('services:\n');
  if (start < 0 || refers.test(text) || /\t|\r|^---|^\.\.\./m.test(text)) return undefined;
  const services = new Map<string, string>();
  let end = start + 1;
  let name: string | undefined;
  for (; end < lines.length && !/^[^\s#]/.test(lines[end] ?? ''); end++) {
    const line = lines[end] ?? '';
    const [, begun] = /^ {2}([\w.-]+):\s*\n$/.exec(line) ?? [];
    if (begun !== undefined) {
      if (services.has(begun)) return undefined;
      name = begun;
    } else if (!/^(?: {3}|\s*$|\s*#)/.test(line) || (name === undefined && line.trim() !== ''))
      return undefined;
    if (name !== undefined) services.set(name, (services.get(name) ?? '') + line);
  }
  return { services, rest: [...lines.slice(0, start), ...lines.slice(end)].join('') };
}
