// Takes from a bundle what gives functions their names back: of classes alone a name is asked for, and a function that is made a thousand times
// would be named a thousand times.

/** @param {string} code what esbuild made with `keepNames` @returns {string} the same, line by line */
export function classesNamed(code) {
  const helper = /^var (\S+) = \((\w+), (\w+)\) => \S+\(\2, "name", \{ value: \3, configurable: true \}\);$/m;
  const [line, name] = helper.exec(code) ?? [];
  if (line === undefined || name === undefined) throw new Error('esbuild names things in another way');
  const called = `(?<![\\w$.])${name.replace(/\$/g, '\\$&')}\\(`;
  return code
    .replace(line, () => `${line} var unnamed = (made) => made;`)
    .replace(new RegExp(`^ *${called}(?!this\\b)[\\w$]+, "[^"]*"\\);$`, 'gm'), '')
    .replace(new RegExp(`(?<=/\\* @__PURE__ \\*/ )${called}(?!class\\b)`, 'g'), 'unnamed(');
}
