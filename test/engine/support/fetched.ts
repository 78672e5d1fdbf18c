import { must } from './tool.ts';

/** Where `run` put a program that Debian 12 lacks or has too old. */
export function fetched(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the lane with npm run test:engine`);
  return value;
}

/** Says which program a check uses: the first line of its version. */
export function announce(title: string, program: string, args: readonly string[]): void {
  console.log(`${title} ${must(program, args).trim().split('\n')[0]}`);
}
