import { must } from './tool.ts';

/** Says which program a check uses: the first line of its version. */
export function announce(title: string, program: string, args: readonly string[]): void {
  console.log(`${title} ${must(program, args).trim().split('\n')[0]}`);
}
