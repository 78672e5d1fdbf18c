// What a run would make of texts that are the same in every run: templates and schemas as code.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Ajv, _ as code } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { digestOf } from './cache.js';
import { printed } from './printer.js';
import { withoutReasons } from './reasons.js';

/** Where a source reads the templates of a folder. */
export const templateOfFolder =
  /readFileSync\(new URL\(`(\.{1,2}\/templates)\/\$\{name\}\.hbs`, import\.meta\.url\), 'utf8'\)/g;

/** @param {string} folder @returns {readonly string[]} */
export function templatesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => file.endsWith('.hbs'))
    .sort();
}

/** What the code of a template asks for: src/files/printing.ts. */
const asked = '{ field, holds, items, text }';

/** @param {string} file */
function codeOf(file) {
  const text = readFileSync(file, 'utf8');
  try {
    return { text, code: printed(text) };
  } catch (cause) {
    throw new Error(`${file} says what src/start/printer.js does not write: ${cause}`, { cause });
  }
}

/** A module with every template of a folder, by its name. @param {string} folder @param {string} root */
export function templates(folder, root) {
  const made = templatesIn(folder).map((file) => {
    const name = relative(folder, file).replace(/\.hbs$/, '');
    return `${JSON.stringify(name)}: ${codeOf(file).code}`;
  });
  const printing = JSON.stringify(join(root, 'src/files/printing.ts'));
  return `const ${asked} = require(${printing});\nconst of = {\n${made.join(',\n')}\n};\nmodule.exports = of;`;
}

/** In place of src/files/ahead.ts. @param {string} root */
export function ofProducts(root) {
  const from = templatesIn(join(root, 'constructs'));
  const made = from.map((file) => {
    const { text, code } = codeOf(file);
    return `[${JSON.stringify(text)}, ${code}]`;
  });
  return {
    contents: `import ${asked} from './printing.ts';\nexport const ahead = new Map([\n${made.join(',\n')}\n]);`,
    from,
  };
}

/**
 * In place of src/schema/ahead.ts: they say whether a document is right, and not what is wrong. The package has the schemas without
 * explanations, and a clone has them with.
 * @param {string} root
 */
export function validators(root) {
  // Those of the target that an app has which names none: any other's would be a fifth of the script for few.
  const named =
    readFileSync(join(root, 'src/targets/operations/index.ts'), 'utf8').match(/[\w-]+\.schema\.json/g) ?? [];
  const from = [...new Set(named)].sort().map((name) => join(root, 'schemas', name));
  const made = from.map((file, i) => {
    const schema = JSON.parse(readFileSync(file, 'utf8'));
    const ajv = new Ajv({
      strict: false,
      inlineRefs: false,
      messages: false,
      logger: false,
      code: { source: true },
    });
    ajv.removeKeyword('uniqueItems').addKeyword({
      keyword: 'uniqueItems',
      type: 'array',
      schemaType: 'boolean',
      code(context) {
        const call = context.gen.scopeValue('func', {
          ref: unique,
          code: code`require("./unique.ts").unique`,
        });
        if (context.schema) context.fail(code`!${call}(${context.data})`);
      },
    });
    const short = JSON.parse(JSON.stringify(schema, unexplained));
    const { $schema: _, ...rest } = short;
    const text = withoutReasons(standalone.default(ajv, ajv.compile(rest)));
    return `const of${i} = () => {\nconst module = {};\n${text}\nreturn module.exports;\n};
for (const digest of ${JSON.stringify([schema, short].map((one) => digestOf(JSON.stringify(one))))}) entries.push([digest, of${i}]);`;
  });
  const lazily =
    '([digest, make]) => { let made; return [digest, (document) => (made ??= make())(document)]; }';
  return {
    contents: `const entries = [];\n${made.join('\n')}\nexport const ahead = new Map(entries.map(${lazily}));`,
    from,
  };
}

/** What is for readers alone; a property may be called so, and is none. @param {string} key @param {unknown} value */
export function unexplained(key, value) {
  return ['description', 'title'].includes(key) && typeof value === 'string' ? undefined : value;
}

/** Stands for src/schema/unique.ts while code is made. */
function unique() {
  return true;
}
