import { showText } from '../../../compose/text.ts';
import { keepsRunning, memoryOf, publishedBy } from '../../../lower/runs.ts';
import type { Size } from '../../../model/quantity.ts';
import { mebibytes } from '../../../model/quantity.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { edgeOf } from '../edge.ts';

/** What an operator must know of one environment, as data: the words are the template's. */
export function environmentFacts(stack: StackModel, language: Language): object {
  const { environment, project, services, schedule } = stack;
  const edge = edgeOf(stack);
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
    tls: Object.fromEntries(
      ['none', 'internal', 'staging', 'public'].map((kind) => [kind, kind === edge?.serves.tls]),
    ),
    edge: edge?.serves.product ?? '',
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

/** What users type: as the author has it, or what the edge answers to. */
function address(stack: StackModel): string {
  if (stack.site !== undefined) return showText(stack.site);
  const edge = edgeOf(stack)?.serves;
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
