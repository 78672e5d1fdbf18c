/** No name that somebody mistyped is longer. */
const longest = 200;

/** Up to three of the names that look like the given one, the most alike first. */
export function nearest(given: string, names: readonly string[]): readonly string[] {
  if (given.length > longest) return [];
  const wanted = given.toLowerCase();
  const worst = Math.max(2, Math.floor(wanted.length / 3));
  return names
    .map((name) => ({ name, edits: editsTo(name.toLowerCase(), wanted) }))
    .filter(({ edits }) => edits <= worst)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ name }) => name);
}

function editsTo(name: string, wanted: string): number {
  return name.includes(wanted) && wanted !== '' ? 0 : distance(wanted, name);
}

/** Characters to add, drop or change: Levenshtein's distance. */
function distance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, character] of [...a].entries()) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (before[j] ?? 0) + (b[j] === character ? 0 : 1);
      row.push(Math.min(change, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
