import { clean } from '../../compose/attributes/path.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { configOf } from '../../lower.ts';
import { eachService } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';

/** A place in a container is a path from its root. */
export const pathsAbsolute: Rule = {
  id: 'paths-absolute',
  severity: 'error',
  summary: 'What is mounted lies at an absolute path of the container, and never at its root.',
  check: eachService(() => wrongIn),
  about: {
    why: 'Compose accepts any text as the target of a mount, and the engine takes only a path from the root, and not the root itself: it refuses to make the container. The same holds for memory at a path and for the working directory.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { tmpfs: ['cache'] } });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { tmpfs: ['/cache'] } });
    `,
    sources: [
      'https://docs.docker.com/engine/storage/volumes/',
      'https://docs.docker.com/engine/storage/tmpfs/',
    ],
  },
};

/** As an engine 28 says itself: "mount path must be absolute", "destination can't be '/'". */
function* wrongIn(service: ServiceModel): Iterable<Complaint> {
  const { path, id } = service;
  const { volumes = [], tmpfs = [], workingDir, devices = [] } = configOf(service);
  for (const { source = [] } of devices) {
    const from = literal(source) ?? '';
    // `vendor.com/class=name` is a device by the name of its maker.
    if (from === '' || from.startsWith('/') || from.includes('=')) continue;
    yield {
      path,
      message: `"${id}" gets the device ${from}, which is no absolute path of the host: it does not start`,
      fix: `write ${clean(`/${from}`)}`,
    };
  }
  const wrong = (what: string, at: string): Complaint => {
    const atRoot = at.startsWith('/');
    return {
      path,
      message: `"${id}" ${what} ${at}, ${atRoot ? 'the root of the container' : 'which is no absolute path'}: the engine refuses to make it`,
      fix: atRoot ? 'write the folder that the program uses: /data' : `write ${clean(`/${at}`)}`,
    };
  };
  for (const { type, source = [], target = [] } of volumes) {
    const [drive, letter, rest] = /^([A-Za-z]):([/\\].*)/.exec(literal(target) ?? '') ?? [];
    if (drive !== undefined) {
      yield {
        path,
        message: `"${id}" mounts ${drive}, and one letter before a colon is a drive of Windows to Compose, never a volume: the engine refuses to make it`,
        fix: `give the volume a longer name, or write it out: { type: 'volume', source: '${letter}', target: '${rest}' }`,
      };
      continue;
    }
    const at = placeOf(target);
    if (literal(target) === '')
      yield {
        path,
        message: `"${id}" mounts ${literal(source) || 'a volume'}, and says no place for it: the engine refuses to make it`,
        fix: 'write the folder that the program uses, as in target: /data',
      };
    if (isNoPlace(at)) {
      const from = literal(source) || (type === 'tmpfs' ? 'memory' : 'a volume');
      yield wrong(`mounts ${from} at`, at);
    }
  }
  for (const target of tmpfs) {
    const at = placeOf(target);
    if (isNoPlace(at)) yield wrong('has memory at', at);
  }
  const at = placeOf(workingDir ?? []);
  // Its root is a folder to work in.
  if (at !== '' && !at.startsWith('/')) yield wrong('works in', at);
}

/** What follows it are options. */
function placeOf(target: Text): string {
  const said = literal(target) ?? '';
  const end = said.indexOf(':');
  return end < 0 ? said : said.slice(0, end);
}

/** Nothing can be mounted there: it is no absolute path, or the root. */
function isNoPlace(at: string): boolean {
  return (
    at !== '' && (!at.startsWith('/') || ((at.includes('..') || !/[^/.]/.test(at)) && clean(at) === '/'))
  );
}
