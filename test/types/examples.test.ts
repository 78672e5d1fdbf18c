import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as vocabulary from '../../constructs/index.ts';
import { everyRule } from '../../src/compile/rules.ts';
import { acknowledgement } from '../../src/rules/acknowledgement.ts';
import { folder } from '../support/folder.ts';

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

test('every example of a rule compiles, the wrong ones too: that is why there is a rule', () => {
  const names = Object.keys(vocabulary);
  const functions = [...everyRule, acknowledgement].flatMap(({ id, about }) =>
    (['wrong', 'right'] as const).map(
      (kind) =>
        `// ${id}: ${kind}\nexamples.push(({ app, environment, stack, phase, later }: World) => {\n${about[kind]}\n});\n`,
    ),
  );
  const cwd = folder({
    'examples.ts': `import { ${names.join(', ')} } from '${path('constructs/index.ts')}';
import type { World } from '${path('test/support/world.ts')}';
const examples: ((world: World) => void)[] = [];
${functions.join('')}`,
    'package.json': '{"type": "module"}',
    'tsconfig.json': JSON.stringify({
      extends: path('tsconfig.json'),
      compilerOptions: {
        noUnusedLocals: false,
        noUnusedParameters: false,
        typeRoots: [path('node_modules/@types')],
      },
      include: ['examples.ts'],
    }),
  });
  const { status, stdout } = spawnSync(
    process.execPath,
    [path('node_modules/typescript/bin/tsc'), '--noEmit', '-p', cwd],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
