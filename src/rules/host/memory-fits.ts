import { bytesIn } from '../../compose/quantity.ts';
import { showText } from '../../compose/text.ts';
import { saidIn } from '../../graph/facts.ts';
import { byFile, filesOf, textsOf } from '../../graph/texts.ts';
import { memoryOf } from '../../lower/runs.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import { eachService } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { MemorySetting } from '../../model/image.ts';
import { literally } from '../../model/literally.ts';
import { remembered } from '../../model/remembered.ts';
import type { ServiceModel } from '../../model/service.ts';

/** What a program is told that it may use, it may. */
export const memoryFits: Rule = {
  id: 'memory-fits',
  severity: 'error',
  summary: 'No heap of Java and no memory that a server may take is as large as the memory of its container.',
  check: eachService((stack) => {
    const files = byFile(stack);
    const settings = stack.images?.memory ?? [];
    const flags = [java, ...settings.flatMap((setting) => formsOf(setting).flags)];
    const keys = settings.flatMap((setting) => formsOf(setting).keys);
    return (service) => [...check(service, flags), ...inFiles(service, files, keys)];
  }),
  about: {
    why: 'A program believes its own setting and never sees the limit of its container. Beside its heap Java needs room for threads and code, and Redis a copy of what changes while it saves: when the sum passes the limit the kernel kills the container, under load and without a word in its log.',
    wrong: `
      new Service(phase, 'search', {
        image: 'example.org/search:1.0.0',
        memory: '2gb',
        env: { JAVA_OPTS: '-Xms1g -Xmx2g' },
      });
    `,
    right: `
      new Service(phase, 'search', {
        image: 'example.org/search:1.0.0',
        memory: '2gb',
        env: { JAVA_OPTS: '-Xms1g -Xmx1400m' },
      });
    `,
    sources: [
      'https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html',
      'https://redis.io/docs/latest/operate/oss_and_stack/management/optimization/memory-optimization/',
      'https://clickhouse.com/docs/reference/settings/server-settings/settings/max-server-memory-usage',
    ],
  },
};

/** A setting that is the size of one thing, what a line has in it where it stands, and what that thing is. */
interface Flag {
  readonly word: string;
  readonly form: RegExp;
  readonly what: string;
}

const java: Flag = { word: '-Xmx', form: /(?:^|\s)-Xmx(\d+[kmgt]?)(?=\s|$)/gi, what: 'a heap of Java' };

/** What a file calls the bytes that a server may take, and a share of all. */
interface Key {
  readonly words: readonly string[];
  readonly bytes: RegExp;
  readonly ratio: RegExp | undefined;
}

const formsOf = remembered(({ flag, what, key, share }: MemorySetting) => {
  const flags: readonly Flag[] =
    flag === undefined
      ? []
      : [
          {
            word: flag,
            form: new RegExp(`(?:^|\\s)${literally(flag)}\\s+(\\d+(?:[kmg]b?)?)(?=\\s|$)`, 'gi'),
            what,
          },
        ];
  const keys: readonly Key[] =
    key === undefined
      ? []
      : [
          {
            words: [key, share ?? key],
            bytes: new RegExp(`${literally(key)}\\s*[>:]\\s*(\\d+)\\s*(?:<|$)`, 'm'),
            ratio: share === undefined ? undefined : new RegExp(`${literally(share)}\\s*[>:]\\s*([\\d.]+)`),
          },
        ];
  return { flags, keys };
});

function check(service: ServiceModel, flags: readonly Flag[]): readonly Complaint[] {
  const limit = memoryOf(service);
  if (limit === undefined) return [];
  return joined(service).flatMap(({ where, line }) => {
    return flags.flatMap(({ word, form, what }) => {
      if (!line.includes(word)) return [];
      // Of several, Java takes the last.
      const written = [...line.matchAll(form)].at(-1)?.[1];
      const size = bytesIn(written ?? '');
      if (written === undefined || size === undefined || size < limit * 2 ** 20) return [];
      return [
        {
          path: service.path,
          message: `"${service.id}" is given ${what} of ${written} in ${where}, and its container has ${limit}m: the kernel kills it when it uses what it was promised`,
          fix: `write at most ${Math.floor(limit * 0.75)}m there, or raise memory of "${service.id}"`,
        },
      ];
    });
  });
}

/** The value of each variable that may be for Java; the command as one line, for a flag and its value are two words. */
function joined(service: ServiceModel): readonly { readonly where: string; readonly line: string }[] {
  const texts = textsOf(service);
  const env = texts
    .filter(
      ({ use, text }) =>
        use === 'env' && text.some((part) => typeof part === 'string' && part.includes('-X')),
    )
    .map(({ where, text }) => ({ where, line: showText(text) }));
  const words = texts.filter(({ use }) => use === 'command' || use === 'entrypoint');
  const [first] = words;
  if (first === undefined) return env;
  return [...env, { where: first.where, line: words.map(({ text }) => showText(text)).join(' ') }];
}

/** A server that sees the limit of its container keeps to it; one that sees only the host keeps to its overlay. */
function inFiles(
  service: ServiceModel,
  files: ReadonlyMap<string, ConfigFileModel>,
  keys: readonly Key[],
): readonly Complaint[] {
  const limit = memoryOf(service);
  if (limit === undefined) return [];
  return filesOf(service, files).flatMap(({ file, content }) => {
    const said = overlay(content, limit, keys);
    if (said === undefined) return [];
    return [
      {
        path: service.path,
        severity: 'warn' as const,
        message: `${file} lets the server in "${service.id}" use ${said}, and its container has ${limit}m: a server that does not see that limit is killed under load`,
        fix: `stay at nine tenths of it (${Math.floor(limit * 0.9) * 2 ** 20} bytes), or raise memory of "${service.id}"`,
      },
    ];
  });
}

/** What an overlay says that is too much; a comment says nothing. */
function overlay(
  content: ConfigFileModel['content'],
  limit: number,
  keys: readonly Key[],
): string | undefined {
  const most = Math.max(0, ...saidIn(content).memory);
  if (most >= limit * 2 ** 20) return `${most} bytes`;
  if (content.kind !== 'text') return undefined;
  const { text: whole } = content;
  const told = keys.filter(({ words }) => words.some((word) => whole.includes(word)));
  if (told.length === 0) return undefined;
  const text = whole.replaceAll(/<!--[\s\S]*?-->|^\s*#.*$/gm, '');
  return told.map((one) => tooMuch(text, limit, one)).find((said) => said !== undefined);
}

function tooMuch(text: string, limit: number, key: Key): string | undefined {
  const bytes = key.bytes.exec(text)?.[1];
  if (bytes !== undefined && Number(bytes) >= limit * 2 ** 20) return `${bytes} bytes`;
  const ratio = key.ratio?.exec(text)?.[1];
  return ratio !== undefined && Number(ratio) > 1 ? `${ratio} times the memory that it sees` : undefined;
}
