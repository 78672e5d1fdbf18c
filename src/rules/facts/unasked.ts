import { spellText } from '../../compose/interpolation.ts';
import { opaque } from '../../compose/text.ts';
import { isIn } from '../../graph/data-paths.ts';
import { linesOf, textsOf } from '../../graph/texts.ts';
import { configOf } from '../../lower.ts';
import { literally } from '../../model/literally.ts';
import type { ServiceModel } from '../../model/service.ts';

/** Whether a service is known to ask nobody for a password: nothing that it is told makes it ask, and no file that somebody gives it may. */
export function asksNobody(service: ServiceModel): boolean {
  const unless = service.known?.reach?.openUnless;
  if (unless === undefined || service.build !== undefined || mayHaveFiles(service)) return false;
  const started = linesOf(service).filter(({ use }) => use !== 'health');
  const line = started.map(({ text }) => opaque(text)).join(' ');
  if (isUnread(line)) return false;
  const env = textsOf(service).filter(({ use }) => use === 'env');
  // What a variable is told by the operator may be anything, but one that names no such thing.
  if (env.some(({ where, text }) => settings.test(where) && /^\uFFFC+$/.test(opaque(text)))) return false;
  const set = env.flatMap(({ where, text }) => (text.length > 0 ? [where, opaque(text)] : []));
  const told = [line, ...set].join('\n');
  return !unless.some((word) =>
    word.startsWith('-')
      ? new RegExp(`(^|[\\s"'])${literally(word)}($|[\\s="'])`).test(told)
      : told.toLowerCase().includes(word.toLowerCase()),
  );
}

/** Names of variables whose values may be flags, or say how somebody comes in. A password is neither: who reads it is known by its name. */
const settings = /args|config|env$|extra|flags|listener|mode|opts|options|protocol/i;

/** A file of settings that its command names, or a word of it that is said elsewhere and is not the value of an option. */
function isUnread(line: string): boolean {
  if (/[\w/]\.(cfg|cnf|conf|config|ini|json|properties|sh|toml|xml|ya?ml)\b/i.test(line)) return true;
  return /(^|[\s"'])(\uFFFC|\$)/.test(line.replace(/(^|\s)-{1,2}[\w.-]+[\s=]+["']?(\uFFFC|\$)\S*/g, ' '));
}

/** What many mount, and no server reads a password from; scripts of a first start change data, and not whether it asks. */
const harmless = ['/etc/localtime', '/etc/timezone', '/usr/share/zoneinfo', '/docker-entrypoint-initdb.d'];

/** What may hold settings: anything but what lies where the image keeps its data, or where its command says so. */
function mayHaveFiles(service: ServiceModel): boolean {
  const { envFile, configs, secrets, volumes = [], volumesFrom } = configOf(service);
  if ([envFile, configs, secrets, volumesFrom].some((said) => said !== undefined)) return true;
  const { dataPaths = [], volumes: own = [] } = service.known ?? {};
  const words = textsOf(service).flatMap(({ use, text }) =>
    use === 'command' ? opaque(text).split(/[\s=]+/) : [],
  );
  const data = [...dataPaths, ...own, ...words.filter((word) => word.startsWith('/'))];
  return volumes.some(({ type, target = [] }) => {
    const at = spellText(target).replace(/(.)\/+$/, '$1');
    if (type === 'tmpfs' || harmless.some((path) => isIn(at, path))) return false;
    return /\.\w+$/.test(at) || !data.some((path) => isIn(at, path));
  });
}
