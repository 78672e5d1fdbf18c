/** An object, as JSON has it, with no other in it. */
const innermost = /\{(?:"(?:[^"\\]|\\.)*"|[^{}"])+\}/g;

/** What a name costs where it stands, and where it is said what it names; esbuild makes the names as short as that. */
const [mention, statement] = [4, 10];

/**
 * A source with what it says of objects again and again said once, in front of it: two fifths of the shapes of the vocabulary, which are data
 * that nobody changes.
 * @param source a generated module, whose objects are JSON
 */
export function saidOnce(source: string): string {
  const consts: string[] = [];
  let text = source;
  for (;;) {
    const count = new Map<string, number>();
    for (const [one] of text.matchAll(innermost))
      if (one.startsWith('{"')) count.set(one, (count.get(one) ?? 0) + 1);
    const names = new Map<string, string>();
    for (const [one, times] of count) {
      if (one.length * times <= one.length + mention * times + statement) continue;
      const name = `once${consts.length}`;
      names.set(one, name);
      consts.push(`const ${name} = ${one};`);
    }
    if (names.size === 0) return [...consts, text].join('\n');
    text = text.replace(innermost, (one) => names.get(one) ?? one);
  }
}

/** The table of images without whence a row is, and when it was so where nothing ends: that is for who reads the table. */
export function unsourced(table: string): string {
  return table.replaceAll(/"source":"[^"]*",/g, '').replaceAll(/^(?!.*"ends":)(.*),"asOf":"[^"]*"/gm, '$1');
}
