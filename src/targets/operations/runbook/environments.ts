import { showText } from '../../../compose/text.ts';
import { keepsRunning, memoryOf, publishedBy } from '../../../lower/runs.ts';
import type { Size } from '../../../model/quantity.ts';
import { mebibytes } from '../../../model/quantity.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';

/** What an operator must know of one environment, as data: the words are the template's. */
export function environmentFacts(stack: StackModel, language: Language): object {
  const { environment, project, services, schedule } = stack;
  const tls = tlsOf(stack);
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
    tls: Object.fromEntries(['none', 'internal', 'staging', 'public'].map((kind) => [kind, kind === tls])),
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
function address({ site, files }: StackModel): string {
  if (site !== undefined) return showText(site);
  const edge = files.flatMap(({ content }) => (content.kind === 'caddyfile' ? [content] : []))[0];
  const [first] = edge?.sites ?? [];
  return first === undefined ? '' : `${edge?.tls === 'none' ? 'http' : 'https'}://${showText(first)}`;
}

/** Where the certificates of the edge come from, if it has any. */
export function tlsOf({ files }: StackModel): string | undefined {
  return files.flatMap(({ content }) => (content.kind === 'caddyfile' ? [content.tls] : []))[0];
}

/** As a person reads it: `1.5 GB`, in Indonesian `1,5 GB`. */
export function size(mebibytes: number, language: Language): string {
  const [number, unit] =
    mebibytes < 1024 ? [mebibytes, 'MB'] : [Math.round((mebibytes / 1024) * 100) / 100, 'GB'];
  return `${language === 'id' ? String(number).replace('.', ',') : number} ${unit}`;
}

/** The same, of a size in the model. */
function sizeOf(of: Size, language: Language): string {
  return size(mebibytes(of), language);
}
