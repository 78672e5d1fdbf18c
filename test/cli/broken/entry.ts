import type { Cases } from './case.ts';

/** What cannot be loaded, or exports no app. */
export const entry: Cases = {
  syntax: {
    stack: "import { App } from 'CONSTRUCTS';\n\nconst app = new App(;\n",
    said: `error   syntax.ts:3:21
        unexpected ";"  (syntax)
        → mend the syntax there, or on the line before`,
  },
  'syntax-below': {
    stack: "import './syntax.ts';\n",
    said: `error   syntax.ts:3:21
        unexpected ";"  (syntax)
        → mend the syntax there, or on the line before`,
  },
  'no-default': {
    stack: 'export const app = 1;\n',
    said: `error   no-default.ts
        there is no default export  (no-app)
        → end the file with: export default app;`,
  },
  promise: {
    stack: 'export default Promise.resolve(1);\n',
    said: `error   promise.ts
        the default export is Promise { 1 }, not an App  (no-app)
        → end the file with: export default app;`,
  },
  'exports-hostile': {
    stack: 'export default new Proxy({}, { get() { throw new Error("mine"); } });\n',
    said: `error   exports-hostile.ts
        the default export is {}, not an App  (no-app)
        → end the file with: export default app;`,
  },
  'exports-blind': {
    stack: "export default { [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('mine'); } };\n",
    said: `error   exports-blind.ts
        the default export is a value that cannot be looked at, not an App  (no-app)
        → end the file with: export default app;`,
  },
  'exports-class': {
    stack: "import { App } from 'CONSTRUCTS';\nexport default App;\n",
    said: `error   exports-class.ts
        the default export is [class App extends Construct], not an App  (no-app)
        → end the file with: export default app;`,
  },
  missing: {
    stack: "// one\nimport x from './nope.ts';\n\nexport default x;\n",
    said: `error   missing.ts:2
        there is no file nope.ts  (no-module)
        → correct the import, or make the file`,
  },
  'missing-package': {
    stack: "// one\nimport x from 'nope-package';\n\nexport default x;\n",
    said: `error   missing-package.ts:2
        there is no package "nope-package"  (no-package)
        → install it (npm ci), or import another`,
  },
  'missing-export': {
    stack: "// one\nimport { b as c } from './plain.ts';\n\nexport default c;\n",
    said: `error   missing-export.ts:2
        plain.ts exports no "b"  (no-export)
        → correct the name, or write "import type" if it is a type`,
  },
  nowhere: {
    stack: '',
    said: `error   there is no file nowhere.ts  (no-entry)
        → run this in the folder that has it, or name another one with --app`,
  },
};
