import { compile } from '../compile.ts';
import { compare, write } from '../out.ts';
import { load } from './load.ts';

export async function main(argv: readonly string[], _env: NodeJS.ProcessEnv): Promise<number> {
  const app = await load('stacks/index.ts');
  const { artifacts } = compile(app);
  const { changes } = compare('out', artifacts);
  if (argv[0] === 'synth') write('out', changes);
  return argv[0] === 'check' && changes.length > 0 ? 1 : 0;
}
