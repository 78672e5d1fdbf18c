import type { Text } from '../../compose/text.ts';
import { variablesIn } from '../../compose/text.ts';
import { saidIn } from '../../graph/facts.ts';
import { mentionsIn } from '../../graph/mentions.ts';
import type { GivenText } from '../../graph/texts.ts';
import { byFile, filesOf, textsOf } from '../../graph/texts.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { enumerated } from '../facts/wording.ts';

/** Where a value is read as more than a value, and the characters that make it so. */
const readers = {
  url: ['@', ':', '/', '?', '#', '%'],
  shell: [' ', "'", '"', '$', '`', ';', '&', '|', '<', '(', '\\'],
  xml: ['<', '&'],
} as const;

type Reader = keyof typeof readers;

/** A place where a variable stands, as a message names it. */
interface Use {
  /** What makes more of it than a value; base64 in a URL has a fault of its own. */
  readonly read: Reader | 'base64';
  readonly variable: string;
  readonly where: string;
}

/** What an operator types into a URL, a line of a shell or XML leaves it whole. */
export const secretFits: Rule = {
  id: 'secret-fits',
  severity: 'error',
  summary:
    'A variable in the login of a URL, in a line of a shell or in XML has a pattern without the characters that end its part.',
  check: lookInEach((stack) => {
    const loose = {
      url: looseFor('url', stack),
      shell: looseFor('shell', stack),
      xml: looseFor('xml', stack),
    };
    const base64 = new Set(
      stack.variables.flatMap(({ name, format }) => (format === 'base64' ? [name] : [])),
    );
    const files = byFile(stack);
    return {
      in: (service) => [
        ...loginsInUrls(service, 'url', loose.url),
        ...loginsInUrls(service, 'base64', base64),
        ...inShells(service, loose.shell),
        ...inXml(service, loose.xml, files),
      ],
      told: (found) => told(stack, found),
    };
  }),
  about: {
    why: 'A URL has no quotes: the first @, : or / ends the part that it stands in. A password that somebody typed works in one client and not in another, or sends the rest of the password to a name server. A shell and an XML parser read a value where it stands, too: a quote or a < in it is theirs. The values of a Secret are drawn without such characters, and make doctor refuses any other.',
    wrong: `
      const user = new Variable('SMTP_USER', { description: 'Who logs in at the mail server.', default: '' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { SMTP_URL: text\`smtp://\${user}@mail.example.com:587\` } });
    `,
    right: `
      const user = new Variable('SMTP_USER', { description: 'Who logs in at the mail server.', default: '', pattern: '[a-z0-9.-]*' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { SMTP_URL: text\`smtp://\${user}@mail.example.com:587\` } });
    `,
    sources: [
      'https://www.rfc-editor.org/rfc/rfc3986#section-3.2',
      'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02',
      'https://clickhouse.com/docs/operations/configuration-files',
    ],
  },
};

function told(stack: StackModel, found: readonly Use[]): readonly Complaint[] {
  const secrets = new Set(stack.variables.flatMap(({ kind, name }) => (kind === 'secret' ? [name] : [])));
  // One that somebody else issues is a secret already.
  const typed = (name: string) =>
    `pattern: '[A-Za-z0-9._~-]+'${secrets.has(name) ? '' : ', or make it a Secret, which has one'}`;
  const say: Readonly<
    Record<Use['read'], (name: string, where: string) => Pick<Complaint, 'message' | 'fix'>>
  > = {
    url: (name, where) => ({
      message: `${name} stands in the URL of ${where}, and may hold any character: with one like @ or / in it the client goes to another host, or nowhere`,
      fix: `give ${name} ${typed(name)}`,
    }),
    // It is drawn in one length, and may have a slash.
    base64: (name, where) => ({
      message: `${name} stands in the URL of ${where}, and base64 has slashes: with one in it the client goes to another host, or nowhere`,
      fix: `draw ${name} as hexadecimal digits, or as base64url: format: 'base64url'`,
    }),
    shell: (name, where) => ({
      message: `${name} stands in the shell line of ${where}, and may hold any character: with a quote, a space or a ; in it the shell runs something else`,
      fix: `pass it in env and write "$${name}" in that line, or give it ${typed(name)}`,
    }),
    xml: (name, where) => ({
      message: `${name} is read as XML by ${where}, and may hold any character: with < or & in it the server does not start`,
      fix: `give ${name} ${typed(name)}`,
    }),
  };
  return (['url', 'base64', 'shell', 'xml'] as const).flatMap((read) =>
    groupBy(
      found.filter((use) => use.read === read),
      ({ variable }) => variable,
    ).map(([first, ...others]): Complaint => {
      const where = enumerated([first, ...others].map((use) => use.where));
      return { path: stack.path, ...say[read](first.variable, where) };
    }),
  );
}

/** The variables whose pattern lets such a character in. */
function looseFor(reader: Reader, { variables }: StackModel): ReadonlySet<string> {
  const patterns = groupBy(variables, ({ pattern }) => `${pattern === undefined} ${pattern}`);
  return new Set(
    patterns.flatMap((group) => (isLoose(group[0].pattern, reader) ? group.map(({ name }) => name) : [])),
  );
}

/** Those of the variables that stand for a user or a password of a URL. */
function* loginsInUrls(
  service: ServiceModel,
  read: 'url' | 'base64',
  names: ReadonlySet<string>,
): Iterable<Use> {
  if (names.size === 0) return;
  for (const { where, text } of textsOf(service)) {
    // Nearly all have neither.
    if (text.length < 2 || !has(text, '://') || among(text, names).length === 0) continue;
    for (const { user = [], password = [] } of mentionsIn(text, 'value'))
      for (const variable of among([...user, ...password], names)) yield { read, variable, where };
  }
}

function* inShells(service: ServiceModel, names: ReadonlySet<string>): Iterable<Use> {
  if (names.size === 0) return;
  for (const { where, text } of shellLines(service))
    for (const variable of among(text, names))
      yield { read: 'shell', variable, where: `"${service.id}" (${where})` };
}

/** What a shell reads: `sh -c '…'`, and a health check that is one line. */
function* shellLines(service: ServiceModel): Iterable<GivenText> {
  const texts = textsOf(service);
  if (!texts.some(({ use, text }) => use !== 'env' && variablesIn(text).length > 0)) return;
  const places = texts.filter(({ use }) => use !== 'env');
  const [test, ...others] = places.filter(({ use }) => use === 'health');
  if (test !== undefined && others.length === 0) yield test;
  const words = [
    ...places.filter(({ use }) => use === 'entrypoint'),
    ...places.filter(({ use }) => use === 'command'),
  ];
  for (const [i, word] of words.entries()) {
    const [flag, script] = words.slice(i + 1);
    if (is(word, /^(\S*\/)?(ba|da|a)?sh\s+-\w*c\s/)) yield word;
    else if (is(word, /^(\S*\/)?(ba|da|a)?sh$/) && flag && script && is(flag, /^-\w*c$/)) yield script;
  }
}

/** What a program takes from its environment it puts into its configuration before it reads that, as ClickHouse does. */
function* inXml(
  service: ServiceModel,
  variables: ReadonlySet<string>,
  files: ReadonlyMap<string, ConfigFileModel>,
): Iterable<Use> {
  if (variables.size === 0) return;
  for (const { file, content } of filesOf(service, files)) {
    const names =
      content.kind === 'text'
        ? [...content.text.matchAll(/\bfrom_env=["']([^"']+)["']/g)].map(([, name = '']) => name)
        : content.format === 'xml'
          ? saidIn(content).env
          : [];
    for (const { use, where, text } of names.length === 0 ? [] : textsOf(service))
      if (use === 'env' && names.includes(where))
        for (const variable of among(text, variables))
          yield { read: 'xml', variable, where: `"${service.id}" (${file})` };
  }
}

function among(text: Text, names: ReadonlySet<string>): readonly string[] {
  return variablesIn(text).filter((name) => names.has(name));
}

function is({ text }: GivenText, form: RegExp): boolean {
  const [first] = text;
  return typeof first === 'string' && form.test(first);
}

function has(text: Text, piece: string): boolean {
  return text.some((part) => typeof part === 'string' && part.includes(piece));
}

function isLoose(pattern: string | undefined, reader: Reader): boolean {
  return pattern === undefined || readers[reader].some((one) => admits(pattern, one));
}

/** Whether a POSIX expression, which JavaScript reads nearly always alike, takes a value with that character. */
function admits(pattern: string, character: string): boolean {
  try {
    const whole = new RegExp(`^(?:${pattern})$`);
    return ['', 'a', 'aaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaa'].some((rest) => whole.test(rest + character));
  } catch {
    return false;
  }
}
