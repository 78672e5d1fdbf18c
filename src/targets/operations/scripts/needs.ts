import { spellText } from '../../../compose/interpolation.ts';
import { literal, opaque } from '../../../compose/text.ts';
import { textsOf } from '../../../graph/texts.ts';
import { configOf } from '../../../lower.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Sentence } from '../../../model/words.ts';
import { pathOf } from './beside.ts';
import type { EnvFile } from './env-files.ts';
import { envFilesOf } from './env-files.ts';

/** Who needs something of the host: ids, and the same for a message. */
interface Needed {
  readonly services: readonly string[];
  readonly who: string;
}

/** A device of the host; a variable may hold where it is. */
interface NeededDevice extends Needed {
  readonly path?: string;
  readonly variable?: string;
  readonly otherwise?: string;
}

/** A setting of the host's kernel, and the most that a service needs. */
interface NeededSetting extends Needed {
  readonly name: string;
  readonly least: string;
}

/** A server that somebody else runs; a variable may hold where. */
interface NeededServer {
  readonly id: string;
  readonly path?: string;
  readonly variable?: string;
  readonly otherwise?: string;
  readonly port: string;
  readonly description: Sentence;
}

/** What services use of the host: devices, graphics cards, settings of its kernel, files with variables, and what runs elsewhere. Raw keys count like props. */
interface NeedFacts {
  readonly devices: readonly NeededDevice[];
  /** One, or none. */
  readonly cards: readonly Needed[];
  readonly settings: readonly NeededSetting[];
  readonly envFiles: readonly EnvFile[];
  readonly servers: readonly NeededServer[];
  readonly needs: boolean;
}

/** What `scripts/doctor` looks for on the host, and the runbook names. */
export function needFacts(stack: StackModel): NeedFacts {
  const devices = devicesOf(stack);
  const drawing = stack.services.filter(usesCards).map(({ id }) => id);
  const cards = drawing.length > 0 ? [needed(drawing)] : [];
  const settings = settingsOf(stack);
  const envFiles = envFilesOf(stack);
  const servers = (stack.servers ?? []).map(({ id, host, port, description }) => ({
    ...{ id, port: String(port), description },
    ...pathOf(stack, host),
  }));
  const needs = [...devices, ...cards, ...settings, ...envFiles, ...servers].length > 0;
  return { devices, cards, settings, envFiles, servers, needs };
}

function needed(services: readonly string[]): Needed {
  return { services, who: services.join(', ') };
}

function devicesOf(stack: StackModel): readonly NeededDevice[] {
  const users = new Map<string, Set<string>>();
  for (const service of stack.services)
    for (const { source } of configOf(service).devices ?? []) {
      const at = pathOf(stack, source);
      // What a variable says in part, or a name of the Container Device Interface, is nobody's path.
      if (source.length !== 1 || (at.path !== undefined && !at.path.startsWith('/'))) continue;
      const key = JSON.stringify(at);
      users.set(key, (users.get(key) ?? new Set()).add(service.id));
    }
  return [...users].map(([at, ids]) => ({ ...(JSON.parse(at) as object), ...needed([...ids]) }));
}

/** @see https://github.com/moby/moby/blob/v27.5.1/daemon/nvidia_linux.go for which requests the engine hands to NVIDIA's driver, and what must be beside it */
function usesCards(service: ServiceModel): boolean {
  const { deploy, gpus } = configOf(service);
  return (
    gpus !== undefined ||
    (deploy?.resources?.reservations?.devices ?? []).some(
      ({ driver = [], capabilities = [] }) =>
        ['', 'nvidia'].includes(literal(driver) ?? '') &&
        capabilities.some((one) => ['gpu', 'nvidia'].includes(spellText(one))),
    )
  );
}

function settingsOf({ services }: StackModel): readonly NeededSetting[] {
  const all = services.flatMap((service) => settingsFor(service).map((one) => ({ ...one, id: service.id })));
  return [...new Set(all.map(({ name }) => name))].map((name) => {
    const of = all.filter((one) => one.name === name);
    return {
      ...{ name, least: String(Math.max(...of.map(({ least }) => least))) },
      ...needed(of.map(({ id }) => id)),
    };
  });
}

/** What its author says of one goes over what is known of its image. A job ends before that is wanted. */
function settingsFor(service: ServiceModel): readonly { name: string; least: number }[] {
  const { kind, needs, known } = service;
  const said = needs?.settings ?? [];
  const names = new Set(said.map(({ name }) => name));
  const image = kind === 'job' || needsNone(service) ? [] : Object.entries(known?.kernel ?? {});
  return [...said, ...image.flatMap(([name, least]) => (names.has(name) ? [] : [{ name, least }]))];
}

/** Whether it is told to do without what its image would need of the kernel, by a variable or an option. */
function needsNone(service: ServiceModel): boolean {
  const unless = service.known?.kernelUnless ?? [];
  if (unless.length === 0) return false;
  return textsOf(service).some(({ use, where, text }) => {
    const said = opaque(use === 'env' ? [`${where}=`, ...text] : text).replaceAll(/["']/g, '');
    return unless.some((one) =>
      use === 'env' ? said === one || said.includes(`-D${one}`) : use !== 'health' && said.includes(one),
    );
  });
}
