// Takes from the code of a validator what says why a document is wrong: it is asked only whether it is. That is a third of the code.

const word = '"(?:[^"\\\\]|\\\\.)*"';
const inside = `(?:${word}|[^{}"])*`;
const reason = new RegExp(
  `\\{instancePath[:,]${inside},params:\\{${inside}\\}(?:,propertyName:\\w+)?\\}`,
  'g',
);
/** Where in the document a part is: for the reasons alone. */
const place = new RegExp(`,\\s*\\{instancePath[:,]${inside}\\}`, 'g');
const schema = /const (schema\d+) = (\{.*?\});(?=const |function )/g;

/** @param {string} code what Ajv makes, without `allErrors` @returns {string} */
export function withoutReasons(code) {
  const bare = code.replace(reason, '{}').replace(place, '');
  return bare.replace(schema, (said, name, value) => {
    const rest = bare.replace(said, '');
    const uses = rest.matchAll(new RegExp(`\\b${name}((?:\\.\\w+|\\[(?:\\d+|${word})\\])*)(,?)`, 'g'));
    /** @type {object | undefined} */
    let kept;
    for (const [, path = '', comma] of uses) {
      const keys = [...path.matchAll(/\.(\w+)|\[(\d+|".*?")\]/g)].map(
        ([, key, index]) => key ?? JSON.parse(index),
      );
      kept = keeping(kept, JSON.parse(value), keys, comma === ',' && keys.at(-1) === 'properties');
    }
    return kept === undefined ? '' : `const ${name} = ${JSON.stringify(kept)};`;
  });
}

/**
 * What is kept of a value, and this of it, too; of what is only asked for its names, the names.
 * @param {any} kept @param {any} value @param {readonly (string | number)[]} keys @param {boolean} names @returns {any}
 */
function keeping(kept, value, keys, names) {
  const [key, ...others] = keys;
  if (key === undefined)
    return names ? { ...Object.fromEntries(Object.keys(value).map((name) => [name, 1])), ...kept } : value;
  return { ...kept, [key]: keeping(kept?.[key], value[key], others, names) };
}
