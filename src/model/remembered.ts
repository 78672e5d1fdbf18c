/** What was found out about each thing, at the number of who found it: one weak map costs the collector less than fifty. */
const all = new WeakMap<object, unknown[]>();
let asked = 0;

// Whoever looks at a service asks several things of it in a row.
let last: object | undefined;
let ofLast: unknown[] = [];

/** What `make` gives, made once for each key, as long as the key lives: what many ask of one stack is found out once. */
export function remembered<Key extends object, Made extends object>(
  make: (key: Key) => Made,
): (key: Key) => Made {
  const number = asked++;
  return (key) => {
    const known = key === last ? ofLast : knownOf(key);
    const found = known[number] as Made | undefined;
    if (found !== undefined) return found;
    const made = make(key);
    known[number] = made;
    return made;
  };
}

function knownOf(key: object): unknown[] {
  let known = all.get(key);
  if (known === undefined) {
    known = [];
    all.set(key, known);
  }
  last = key;
  ofLast = known;
  return known;
}
