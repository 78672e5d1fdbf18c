import type { Described, Doc, Member } from './described.ts';
import { tag } from './described.ts';

/** Where each name is explained: `Redis.md`, `types.md#size`. */
export type Places = ReadonlyMap<string, string>;

/** As code; two marks stand around what has one in it. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A type as code, with a link for each name that is explained somewhere. */
export function typed(type: string, places: Places, cell = false): string {
  const names = [...new Set(type.match(/\b[A-Z]\w+\b/g) ?? [])].filter((name) => places.has(name));
  const said = code(cell ? type.replaceAll('|', '\\|') : type);
  const links = names.map((name) => `[${name}](${places.get(name)})`).join(', ');
  if (names.length === 1 && names[0] === type) return links;
  return `${said}${links === '' ? '' : ` (${links})`}`;
}

/** What is written, for a page: links between names become links between pages. */
export function prose(text: string, places: Places): string {
  return text.replace(/\{@link ([\w.]+)\}/g, (_, name: string) => {
    const place = places.get(name.split('.')[0] ?? '');
    return place === undefined ? `\`${name}\`` : `[\`${name}\`](${place})`;
  });
}

/** The same in a cell of a table, which is one line. */
function cell(text: string, places: Places): string {
  return prose(text, places)
    .replaceAll('|', '\\|')
    .replace(/\n+ *- /g, '<br>• ')
    .replace(/\n{2,}/g, '<br>')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The limits of a value, in words. */
function limits({ tags }: Doc): readonly string[] {
  return tags.flatMap(({ name, text }) => {
    if (name === 'range') return [`From ${text.replace('..', ' to ')}.`];
    if (name === 'whole') return [`A whole number from ${text.replace('..', ' to ')}.`];
    if (name === 'least') return [text === '1' ? 'Not empty.' : `At least ${text}.`];
    return name === 'pattern' ? [`Must match ${code(text)}.`] : [];
  });
}

/** The addresses behind @see, with what is said of each. */
function sources(doc: Doc): readonly string[] {
  return doc.tags
    .filter(({ name }) => name === 'see')
    .map(({ text }) => text.replace(/\s+/g, ' ').replace(/https:\/\/[^\s,)]+/g, '<$&>'));
}

export function table(all: readonly Member[], places: Places): string {
  const members = all.filter(({ inside, doc }) => !inside || doc.text !== '');
  const rows = members.map(({ name, optional, type, doc, kind }) => {
    const otherwise = tag(doc, 'default');
    const holds = !optional ? 'must be said' : otherwise === undefined ? '' : defaultOf(otherwise, places);
    const errors = doc.tags.filter((one) => one.name === 'throws').map(({ text }) => thrown(text));
    const example = tag(doc, 'example');
    const words = [
      doc.text,
      ...limits(doc),
      ...(example === undefined ? [] : [`Example: ${code(example)}.`]),
      ...errors.map((text) => `Throws ${text}`),
      ...sources(doc).map((text) => `Source: ${text}`),
    ];
    const call =
      kind === 'method'
        ? code(`${name}${type.replaceAll('|', '\\|')}`)
        : typed(within(name, members) ? type.replace(/(?<!\$)\{.*\}/s, '{…}') : type, places, true);
    return `| \`${name}\` | ${call} | ${holds} | ${words.map((text) => cell(text, places)).join('<br>')} |`;
  });
  return `| prop | type | without it | what it does |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** Whether what stands in its braces has rows of its own. */
function within(name: string, members: readonly Member[]): boolean {
  return members.some((one) => one.name.startsWith(`${name}.`));
}

/** `- prose`, or a literal and perhaps a word on it. */
function defaultOf(text: string, places: Places): string {
  if (text.startsWith('-')) return cell(text.slice(1), places);
  const [, literal = text, word = ''] =
    /^('[^']*'|`[^`]*`|\[[^\]]*\]|\{[^}]*\}|[\w.]+)(.*)$/s.exec(text) ?? [];
  return cell(`\`${literal.replaceAll('`', '')}\`${word.replace(/^ - /, ': ')}`, places);
}

/** What its arguments are, where the sentence does not say. */
function taken(doc: Doc, places: Places): readonly string[] {
  return doc.tags
    .filter(({ name }) => name === 'param')
    .map(({ text }) => {
      const [, name = '', said = ''] = /^(\S+)\s+(.*)$/s.exec(text) ?? [];
      return `\`${name}\`: ${prose(said, places).replace(/\s+/g, ' ')}`;
    });
}

/** Without the class, which is always the same. */
export function thrown(text: string): string {
  return text.replace(/^StowageError,?\s*/, '').replace(/\s+/g, ' ');
}

/** What a class has: to be read, and to be called. */
export function listed(members: readonly Member[], places: Places): string {
  return members
    .map(({ name, kind, type, doc, of }) => {
      const head = kind === 'method' ? code(`${name}${type}`) : `\`${name}\`: ${typed(type, places)}`;
      const where =
        of === 'class' ? ' (of the class)' : of === 'subclasses' ? ' (for classes of your own)' : '';
      const rest = [
        prose(doc.text, places).replace(/\n/g, '\n  '),
        ...taken(doc, places),
        ...doc.tags.filter((one) => one.name === 'throws').map(({ text }) => `Throws ${thrown(text)}`),
        ...sources(doc).map((text) => `Source: ${text}`),
      ].filter((text) => text !== '');
      return `- ${head}${where}${rest.map((text) => `\n\n  ${text}`).join('')}\n`;
    })
    .join('\n');
}

/** What is said of the whole: its sentences, errors and sources. */
export function about({ doc }: Described, places: Places): string {
  const errors = doc.tags.filter(({ name }) => name === 'throws').map(({ text }) => `Throws ${thrown(text)}`);
  const from = sources(doc);
  return [
    prose(doc.text, places),
    ...taken(doc, places),
    ...errors.map((text) => prose(text, places)),
    ...(from.length === 0 ? [] : [`Sources: ${from.join('; ')}`]),
  ].join('\n\n');
}
