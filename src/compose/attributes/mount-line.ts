import type { At, Fault } from '../form.ts';
import { refuse } from '../form.ts';
import { saidBeside } from '../forms/collections.ts';
import { text } from '../forms/scalars.ts';
import { spellText } from '../interpolation.ts';
import type { Text } from '../text.ts';
import { joined, literal, splitText } from '../text.ts';
import type { Mount } from './mount.ts';
import { cleanPath } from './path.ts';

const propagations = new Set(['rprivate', 'private', 'rshared', 'shared', 'rslave', 'slave']);

/**
 * The short form of a mount: `./conf:/etc/app:ro`, `data:/data`, `/data`. A source that begins like a path is one of the host, and the
 * engine makes it where it is missing; any other is the name of a volume.
 * @see https://docs.docker.com/reference/compose-file/services/#short-syntax-5
 */
export function readMount(written: string, at: At, faults: Fault[]): Mount | undefined {
  const whole = text.read(written, at, faults);
  if (whole === undefined) return undefined;
  const [first = [], second, options, ...more] = fieldsOf(whole);
  if (first.length === 0 || second?.length === 0 || more.length > 0)
    return refuse(faults, at, `${written} is no mount`, 'write SOURCE:TARGET or SOURCE:TARGET:ro');
  if (second === undefined) {
    // A variable alone may hold source and target.
    if (literal(first) === undefined) return { target: first };
    // A path this short Compose does not look into: nothing is said of a volume then, and that is another hash.
    const short = (literal(first) ?? '').length <= 2;
    return { type: 'volume', target: cleanPath(first), ...(!short && { volume: {} }) };
  }
  const said = sayOptions(options);
  const mount = { source: first, target: cleanPath(second), ...said.mount };
  const rest = said.others.length > 0 ? { options: said.others } : {};
  const [start] = first;
  if (typeof start !== 'string') return { ...mount, ...said.bind, ...said.volume, ...rest };
  if (isPath(start))
    return {
      type: 'bind',
      ...mount,
      bind: { createHostPath: true, ...said.bind?.bind },
      ...said.volume,
      ...rest,
    };
  return { type: 'volume', ...mount, ...said.bind, volume: { ...said.volume?.volume }, ...rest };
}

/** The short form, where it says all. */
export function spellMount(mount: Mount): string | undefined {
  return plainLine(mount) ?? spelled(mount);
}

/** Most mounts are a named volume at a plain path, in which nothing can be read as anything else. */
function plainLine({ type, source, target, readOnly, volume, ...others }: Mount): string | undefined {
  const [name, noName] = source ?? [];
  const [path, noPath] = target ?? [];
  if (type !== 'volume' || volume === undefined || noName !== undefined || noPath !== undefined)
    return undefined;
  if (typeof name !== 'string' || !/^[A-Za-z0-9][\w-]+$/.test(name)) return undefined;
  if (typeof path !== 'string' || !/^(\/[\w-]+)+$/.test(path)) return undefined;
  if ([...Object.keys(volume), ...Object.keys(others)].length > 0) return undefined;
  return `${name}:${path}${readOnly === undefined ? '' : readOnly === true ? ':ro' : ':rw'}`;
}

function spelled(mount: Mount): string | undefined {
  const { type, source, target = [], readOnly, bind, volume, options = [] } = mount;
  const { createHostPath, propagation, selinux } = bind ?? {};
  const { nocopy } = volume ?? {};
  const known = [...['type', 'source', 'target', 'readOnly', 'bind', 'volume', 'options']];
  const bindKnown = ['createHostPath', 'propagation', 'selinux'];
  const words: Text[] = [
    ...(readOnly === undefined ? [] : [[readOnly === true ? 'ro' : 'rw']]),
    ...(selinux === undefined ? [] : [selinux]),
    ...(propagation === undefined ? [] : [propagation]),
    ...(nocopy === undefined ? [] : [['nocopy']]),
    ...options,
  ];
  const line = [...(source === undefined ? [] : [source]), target, ...joinedWith(words)]
    .map(spellText)
    .join(':');
  const extra = [
    ...saidBeside(mount, known),
    ...saidBeside(bind ?? {}, bindKnown),
    ...saidBeside(volume ?? {}, ['nocopy']),
  ];
  if (extra.length > 0 || (type === 'bind' && createHostPath !== true)) return undefined;
  // What is read from the line again must be the same: quotes, colons and variables see to surprises.
  const again = readMount(line, [], []);
  return again !== undefined && alike(again, mount) ? line : undefined;
}

function joinedWith(words: readonly Text[]): readonly Text[] {
  return words.length === 0 ? [] : [joined(words.flatMap((one, i) => (i === 0 ? one : [',', ...one])))];
}

function alike(one: Mount, other: Mount): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}

/** A letter before the first colon is a drive of Windows, and its colon separates nothing. */
function fieldsOf(whole: Text): readonly Text[] {
  const pieces = splitText(whole, ':');
  const fields: Text[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] ?? [];
    const next = pieces[i + 1];
    const drive = piece.length === 1 && /^\p{L}$/u.test(String(piece[0])) && next !== undefined;
    fields.push(drive ? joined([...piece, ':', ...next]) : piece);
    if (drive) i++;
  }
  return fields;
}

function isPath(start: string): boolean {
  return /^([./~]|\\\\|\p{L}:)/u.test(start);
}

function sayOptions(options: Text | undefined) {
  let readOnly: boolean | undefined;
  let nocopy = false;
  let propagation: Text | undefined;
  let selinux: Text | undefined;
  const others: Text[] = [];
  for (const option of options === undefined ? [] : splitText(options, ',')) {
    const name = literal(option) ?? '';
    if (name === 'ro' || name === 'rw') readOnly = name === 'ro';
    else if (name === 'nocopy') nocopy = true;
    else if (propagations.has(name)) propagation = option;
    else if (name === 'z' || name === 'Z') selinux = option;
    else others.push(option);
  }
  return {
    mount: readOnly === undefined ? {} : { readOnly },
    bind:
      propagation || selinux
        ? { bind: { ...(propagation && { propagation }), ...(selinux && { selinux }) } }
        : undefined,
    volume: nocopy ? { volume: { nocopy } } : undefined,
    others,
  };
}
