import { shop } from '../../support/command.ts';
import type { Cases } from './case.ts';
import { mend } from './case.ts';

/** What ends, or never ends, while it is loaded. */
export const thrown: Cases = {
  throws: {
    stack:
      "interface A {\n  a: string;\n}\nconst f = (a: A): never => {\n  throw new Error(`no ${a.a}`);\n};\nf({ a: 'luck' });\n",
    said: `error   throws.ts:5:9\n        no luck  (stack-throws)\n        → ${mend}`,
  },
  'throws-type-error': {
    stack: "const a = JSON.parse('null');\nexport default a.b;\n",
    said: `error   throws-type-error.ts:2:18
        TypeError: Cannot read properties of null (reading 'b')  (stack-throws)
        → ${mend}`,
  },
  'throws-cause': {
    stack: "throw new Error('outer', { cause: new Error('inner') });\n",
    said: `error   throws-cause.ts:1:7
        outer
        because: inner  (stack-throws)
        → ${mend}`,
  },
  'throws-string': {
    stack: "throw 'a string';\n",
    said: `error   throws-string.ts
        the stack throws 'a string', which is no Error  (stack-throws)
        → throw new Error(…)`,
  },
  'throws-nothing': {
    stack: 'throw undefined;\n',
    said: `error   throws-nothing.ts
        the stack throws undefined, which is no Error  (stack-throws)
        → throw new Error(…)`,
  },
  'throws-bare': {
    stack: 'throw Object.create(null);\n',
    said: `error   throws-bare.ts
        the stack throws [Object: null prototype] {}, which is no Error  (stack-throws)
        → throw new Error(…)`,
  },
  'throws-hostile': {
    stack: `const error = new Error('x');
Object.defineProperty(error, 'message', { get() { throw new Error('mine'); } });
throw error;
`,
    said: `error   throws-hostile.ts\n        a value that cannot be looked at  (stack-throws)\n        → ${mend}`,
  },
  'throws-traceless': {
    stack: "throw Object.assign(new Error('no trace'), { stack: 42 });\n",
    said: `error   throws-traceless.ts\n        no trace  (stack-throws)\n        → ${mend}`,
  },
  'throws-later': {
    stack:
      "setTimeout(() => {\n  throw new Error('late');\n});\nawait new Promise((resolve) => setTimeout(resolve, 5000));\n",
    said: `error   throws-later.ts:2:9\n        late  (stack-throws)\n        → ${mend}`,
  },
  rejects: {
    stack: "await Promise.reject(new Error('no network'));\n",
    said: `error   rejects.ts:1:22\n        no network  (stack-throws)\n        → ${mend}`,
  },
  'rejects-unseen': {
    stack: `${shop}\nconst go = async (): Promise<void> => {\n  throw new Error('nobody waits');\n};\nvoid go();\n`,
    said: `error   rejects-unseen.ts:13:9\n        nobody waits  (stack-throws)\n        → ${mend}`,
  },
  overflow: {
    stack: 'const down = (n: number): number => down(n + 1) + 1;\ndown(0);\n',
    said: `error   overflow.ts:1:…
        this calls itself, or makes itself, without an end  (endless)
        → look for the condition that should end it`,
  },
  'stack-makes-itself': {
    stack: `import { App, Environment, Stack } from 'CONSTRUCTS';
const app = new App();
let made = 0;
class Shop extends Stack {
  constructor(environment: never) {
    super(app, 'shop' + made++, environment, { title: 'Shop', version: '1' });
    new Shop(environment);
  }
}
for (const one of Environment.all({ a: { host: { cpus: 1, memory: '1gb', disk: '1gb' } } })) new Shop(one as never);
export default app;
`,
    said: `error   stack-makes-itself.ts:…
        this calls itself, or makes itself, without an end  (endless)
        → look for the condition that should end it`,
  },
  exits: {
    stack: `${shop}\nprocess.exit(0);\n`,
    said: `error   exits.ts:12:9
        the stack calls process.exit(0)  (stack-exits)
        → throw an Error instead, or leave it out`,
  },
  'changes-folder': {
    stack: "process.chdir('/');\nthrow new Error('from elsewhere');\n",
    said: `error   changes-folder.ts:2:7\n        from elsewhere  (stack-throws)\n        → ${mend}`,
  },
  hangs: {
    stack: 'await new Promise(() => {});\n',
    said: `error   hangs.ts
        the stack waits for something that never happens  (waits-forever)
        → look for an await of a promise that nothing resolves`,
  },
};
