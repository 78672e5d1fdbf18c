import type { At, Fault, Form, Rest } from '../form.ts';
import { isWritten, refuse, shown } from '../form.ts';
import { fields, saidBeside } from '../forms/collections.ts';
import { count, scalar, text } from '../forms/scalars.ts';
import type { PortMapping } from '../port.ts';
import { readPort, spellPort } from '../port.ts';
import type { Text } from '../text.ts';

/** A port of a container that is reached from outside its networks. */
export interface PortConfig extends PortMapping {
  readonly name?: Text;
  /** `ingress`, or `host` for a port of each node of Swarm. */
  readonly mode: Text;
  readonly appProtocol?: Text;
  readonly rest?: Rest;
}

const ingress: Text = ['ingress'];

const long = fields<PortConfig>(
  {
    name: text,
    target: count,
    published: scalar,
    hostIp: text,
    protocol: text,
    appProtocol: text,
    mode: text,
  },
  { otherwise: { protocol: ['tcp'], mode: ingress }, required: ['target'] },
);

/** A list of maps, numbers and texts like `127.0.0.1:8080:80/tcp`; a range is a port for each number in it. */
export const ports: Form<readonly PortConfig[]> = {
  read(written, at, faults) {
    if (!Array.isArray(written))
      return refuse(faults, at, `${shown(written)} where a list is wanted`, "write a list: ['8080:80']");
    const all: PortConfig[] = [];
    for (const [i, item] of written.entries()) {
      const some = readItem(item, [...at, String(i)], faults);
      if (some === undefined) return undefined;
      all.push(...some);
    }
    return all;
  },
  print: (values) => values.map((value) => short(value) ?? long.print(value)),
};

function readItem(item: unknown, at: At, faults: Fault[]): readonly PortConfig[] | undefined {
  if (isWritten(item)) {
    const port = long.read(item, at, faults);
    return port && [withoutEmpty(port)];
  }
  const whole = typeof item === 'number' ? [String(item)] : text.read(item, at, faults);
  const read = whole && readPort(whole);
  if (read === undefined) return undefined;
  if ('message' in read) return refuse(faults, at, read.message, read.mend);
  return read.map((port) => ({ ...port, mode: ingress }));
}

/** An empty address is every address, and an empty port any port. */
function withoutEmpty({ hostIp, published, ...port }: PortConfig): PortConfig {
  return { ...port, ...(hostIp?.length && { hostIp }), ...(published?.length && { published }) };
}

function short(value: PortConfig): string | undefined {
  const others = saidBeside(value, ['hostIp', 'published', 'target', 'protocol', 'mode']);
  if (others.length > 0 || value.mode.join() !== 'ingress') return undefined;
  const line = spellPort(value);
  const [again, ...more] = ports.read([line], [], []) ?? [];
  const same = again !== undefined && more.length === 0 && key(again) === key(value);
  return same ? line : undefined;
}

function key({ hostIp, published, target, protocol }: PortConfig): string {
  return JSON.stringify([hostIp, published, target, protocol]);
}
