import type { Described, Member } from '../../docs/api/described.ts';
import { tag } from '../../docs/api/described.ts';

/**
 * What of the names that are published, or that those are made of, is not explained, a line each: `Redis.password says nothing`. What
 * rules and targets are told (`src/model`) and publish no name for explains itself as a whole.
 */
export function missing(published: readonly Described[], behind: readonly Described[]): readonly string[] {
  const whole = [...published, ...behind.filter(({ file }) => file.startsWith('constructs/'))];
  return [
    ...[...published, ...behind]
      .filter(({ doc }) => doc.text === '')
      .map(({ name }) => `${name} says nothing`),
    ...whole.flatMap(({ name, members }) => members.flatMap((member) => lacks(name, member))),
    ...published.flatMap(unsourced),
  ];
}

/** What stands in braces on one line is explained by what is around it. */
function lacks(name: string, { name: member, kind, type, doc, optional, inside }: Member): readonly string[] {
  if (inside || kind === 'constructor') return [];
  return [
    ...(doc.text === '' ? [`${name}.${member} says nothing`] : []),
    ...(type === '' ? [`${name}.${member} does not say its type`] : []),
    ...(optional && tag(doc, 'default') === undefined
      ? [`${name}.${member} does not say what holds without it`]
      : []),
  ];
}

/** A product, and what we set in it unless its author says otherwise, are facts of the outside: each says where it is from. */
function unsourced({ name, kind, file, doc, members }: Described): readonly string[] {
  if (!file.startsWith('constructs/blocks/')) return [];
  const copied = members.filter((member) => {
    const otherwise = tag(member.doc, 'default') ?? '-';
    return !/^(-|false\b)/.test(otherwise) && !isSourced(member.doc);
  });
  return [
    ...(kind === 'class' && !isSourced(doc) ? [`${name} names no source`] : []),
    ...copied.map((member) => `the default of ${name}.${member.name} names no source`),
  ];
}

function isSourced(doc: Described['doc']): boolean {
  return doc.tags.some((one) => one.name === 'see' && one.text.includes('https://'));
}

/** The codes of errors in what published names say: in their `@throws`, and in the sentences of their members. */
export function promised(all: readonly Described[]): ReadonlySet<string> {
  const docs = all.flatMap(({ doc, members }) => [doc, ...members.map((member) => member.doc)]);
  const said = docs.flatMap(({ text, tags }) => [
    text,
    ...tags.filter(({ name }) => name === 'throws').map((one) => one.text),
  ]);
  return new Set(
    said.flatMap((text) => [...text.matchAll(/`([a-z]+(?:-[a-z]+)*)`/g)].map(([, code = '']) => code)),
  );
}
