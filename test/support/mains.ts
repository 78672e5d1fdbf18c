// Loads one stack after another in one process, as `stowage synth` would: node mains.ts FOLDER NAME…
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

const [folder = '', ...names] = process.argv.slice(2);
register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
const { main } = await import('../../src/cli/main.ts');
process.chdir(folder);
for (const name of names) {
  const code = await main(['synth', '--app', `${name}.ts`], {});
  process.stderr.write(`exit ${code}\n====\n`);
}
process.exit();
