// Answers one command line after another, each as a process of its own would, since loading the compiler takes longer than most of them.
import { parts } from '../../src/start/clone.js';

const { main } = parts['src/cli/main.ts']();
const own = { ...process.env };

process.on('message', async ({ cwd, args, env }) => {
  process.chdir(cwd);
  process.env = { ...own, ...env };
  const said = { out: '', err: '' };
  process.stdout.write = (text) => {
    said.out += text;
    return true;
  };
  process.stderr.write = (text) => {
    said.err += text;
    return true;
  };
  const code = await main(args, process.env);
  process.send?.({ code, ...said });
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
process.send?.('ready');
