import { spellText } from '../compose/interpolation.ts';
import { literal } from '../compose/text.ts';
import { meet, targetsOf } from '../lower/mounted.ts';
import { configOf } from '../lower.ts';
import { literally } from '../model/literally.ts';
import type { ServiceModel } from '../model/service.ts';
import { envNames, textsOf } from './texts.ts';

/** Where it looks for its data: an operator may have moved them. */
export function dataPathsOf(service: ServiceModel, keeps: boolean): readonly string[] {
  const { dataPaths = [], elsewhereBy = [], traits, volumes = [] } = service.known ?? {};
  const known = dataPaths.length === 0 && keeps ? volumes : (untold(service) ?? dataPaths);
  if (elsewhereBy.some((name) => (isPath(name) ? isMounted(service, name) : maySet(service, name))))
    return [];
  if (traits?.dataAfter !== undefined) return saidAfter(traits.dataAfter, service);
  const flagged = known.length === 0 ? undefined : saidByFlag(traits?.dataFlags ?? [], service);
  if (flagged !== undefined) return flagged;
  const variable = traits?.dataVariable;
  if (variable === undefined || known.length === 0) return known;
  const moved = textsOf(service).find(({ use, where }) => use === 'env' && where === variable);
  if (moved === undefined) return known;
  const path = literal(moved.text);
  return path === undefined || path === '' ? [] : [plain(path)];
}

/** Where they lie while nobody tells it anything; undefined where somebody does. */
function untold(service: ServiceModel): readonly string[] | undefined {
  const { dataUntold = {} } = service.known?.traits ?? {};
  const told = (start: string) =>
    configOf(service).envFile !== undefined ||
    [...envNames(service)].some((name) => name.startsWith(start) && !name.endsWith('_OPTS'));
  const [found] = Object.entries(dataUntold).filter(([start]) => !told(start));
  return found && [found[1]];
}

/** Whether something is mounted there, around it or in it. */
function isMounted(service: ServiceModel, path: string): boolean {
  return targetsOf(service).some((target) => target !== '' && meet(target, path));
}

/** Whether a variable is set, or a file that is not read here may set it. */
export function maySet(service: ServiceModel, name: string): boolean {
  return configOf(service).envFile !== undefined || envNames(service).has(name);
}

/** By an option of its command: none where its value is not known; undefined without one. */
function saidByFlag(flags: readonly string[], service: ServiceModel): readonly string[] | undefined {
  if (flags.length === 0) return undefined;
  const words = wordsOf(service);
  const at = words.findLastIndex((word) => flags.includes(word.replace(/=.*/, '')));
  if (at < 0) return undefined;
  const [, path = words[at + 1] ?? ''] = /=(.*)/.exec(words[at] ?? '') ?? [];
  return isPath(path) ? [plain(path)] : [];
}

/** Whether it is told to keep what it would else keep for a while. */
export function isToldToKeep(service: ServiceModel): boolean {
  const { keptBy = [] } = service.known?.traits ?? {};
  if (keptBy.length === 0) return false;
  const said = ` ${wordsOf(service).join(' ').replaceAll(/["']/g, '')} `;
  return keptBy.some((words) => new RegExp(` ${literally(words).replaceAll('#', '\\d+')} `).test(said));
}

/** Whether somebody gave what may be a cache a volume for its data, wherever he mounted it. */
export function hasDataVolume(service: ServiceModel, caches: ReadonlySet<string>): boolean {
  const { keptBy = [] } = service.known?.traits ?? {};
  if (keptBy.length === 0) return false;
  return (configOf(service).volumes ?? []).some(({ type, source = [], target = [], readOnly }) => {
    const name = spellText(source);
    return (
      type === 'volume' &&
      name !== '' &&
      readOnly !== true &&
      !caches.has(name) &&
      isForData(spellText(target))
    );
  });
}

/** Whether a server may have its data there: others of its files are known by where they are. */
export function isForData(target: string): boolean {
  return !forOthers.test(target);
}

/** Settings, programs, sockets, logs. */
const forOthers =
  /^\/(?:etc|usr|opt|run|tmp|var\/(?:run|log|tmp|cache))(?:\/|$)|conf|cert|tls|ssl|script|sock|backup|modules|acl/i;

/** What starts it, as the words of a line. */
export function wordsOf(service: ServiceModel): readonly string[] {
  return textsOf(service).flatMap(({ use, text }) =>
    use === 'command' || use === 'entrypoint' ? spellText(text).split(/\s+/) : [],
  );
}

/** One that is known, and not in a folder that a shell says. */
function isPath(text: string): boolean {
  return /^\/[\w./-]*$/.test(text);
}

/** The first path behind this word of the command; none where it stands for several, or for something that is not known. */
function saidAfter(word: string, service: ServiceModel): readonly string[] {
  const words = wordsOf(service).flatMap((one) => one.split('='));
  const path = words.slice(words.indexOf(word) + 1).find((one) => one.startsWith('/'));
  return words.includes(word) && path !== undefined && isPath(path) ? [plain(path)] : [];
}

/** Whether a path is another one or below it. */
export function isIn(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** Without a slash at its end. */
export function plain(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
