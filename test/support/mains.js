// Loads one stack after another in one process, as `stowage synth` would: node mains.js FOLDER NAME…
import { parts } from '../../src/start/clone.js';

const [folder = '', ...names] = process.argv.slice(2);
const { main } = parts['src/cli/main.ts']();
process.chdir(folder);
for (const name of names) {
  const code = await main(['synth', '--app', `${name}.ts`], {});
  process.stderr.write(`exit ${code}\n====\n`);
}
process.exit();
