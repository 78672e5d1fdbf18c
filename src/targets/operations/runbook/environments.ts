import { showText } from '../../../compose/text.ts';
import { keepsRunning, memoryOf, publishedBy } from '../../../lower/runs.ts';
import { edgesOf } from '../../../model/edges.ts';
import type { Size } from '../../../model/quantity.ts';
import { mebibytes } from '../../../model/quantity.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';

/** What an operator must know of one environment, as data: the words are the template's. */
export function environmentFacts(stack: StackModel, language: Language): object {
  const { environment, project, services, schedule } = stack;
  return {
    name: environment.name,
    project,
    cpus: String(environment.host.cpus),
    memory: sizeOf(environment.host.memory, language),
    disk: sizeOf(environment.host.disk, language),
    limits: size(
      services.filter(keepsRunning).reduce((sum, service) => sum + (memoryOf(service) ?? 0), 0),
      language,
    ),
    site: address(stack),
    edges: doors(stack),
    ports: services
      .flatMap(publishedBy)
      .map(
        ({ address, port, protocol }) =>
          `${address === undefined ? '' : `${address}:`}${port ?? '*'}/${protocol}`,
      ),
    required: stack.variables
      .filter(({ kind, required }) => kind === 'variable' && required)
      .map(({ name }) => name),
    keepDays: schedule === undefined ? '' : String(schedule.keepDays),
    guarded: environment.guarded,
  };
}

/** By which products visitors come in, and who has the certificates of each; what two have in common is said once. */
function doors(stack: StackModel): readonly object[] {
  const all = new Map(edgesOf(stack).map(({ product, tls }) => [`${tls} ${product}`, { product, tls }]));
  const kinds = ['none', 'internal', 'staging', 'public', 'files', 'before'];
  return [...all.values()].map(({ product, tls }) => ({
    product,
    tls: Object.fromEntries(kinds.map((kind) => [kind, kind === tls])),
  }));
}

/** What users type: as the author has it, or what the edge answers to. */
function address(stack: StackModel): string {
  if (stack.site !== undefined) return showText(stack.site);
  const [edge] = edgesOf(stack);
  const [first] = edge?.sites ?? [];
  return first === undefined ? '' : `${edge?.tls === 'none' ? 'http' : 'https'}://${showText(first.name)}`;
}

/** As a person reads it: `1.5 GB`, in some languages `1,5 GB`. */
export function size(mebibytes: number, language: Language): string {
  const [number, unit] =
    mebibytes < 1024 ? [mebibytes, 'MB'] : [Math.round((mebibytes / 1024) * 100) / 100, 'GB'];
  return `${String(number).replace('.', language.decimal ?? '.')} ${unit}`;
}

/** The same, of a size in the model. */
function sizeOf(of: Size, language: Language): string {
  return size(mebibytes(of), language);
}
