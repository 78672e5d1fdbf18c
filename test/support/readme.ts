import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const readme = resolve(import.meta.dirname, '../../README.md');

/** What README.md tells to type under a heading: the first block of commands, without the words for people. */
export function typed(heading: string): readonly string[] {
  const [, section = ''] = readFileSync(readme, 'utf8').split(`\n## ${heading}\n`);
  const [, block = ''] = /\n```sh\n(.*?)\n```/s.exec(section) ?? [];
  return block
    .split('\n')
    .map((line) => line.replace(/ +#.*/, ''))
    .filter((line) => line !== '');
}

/** The same with a tarball in the place of the name, which no registry knows yet; `npx` asks nothing. */
export function withTarball(line: string, tarball: string): string {
  return line.replace(/^npx stowage /, `npx --yes file:${tarball} `);
}
