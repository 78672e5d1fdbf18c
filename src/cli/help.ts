import { commands } from './commands/index.ts';
import { exitCodes } from './exit.ts';
import type { OptionName } from './options.ts';
import { facts, flag, optionNames } from './options.ts';

const width = 116;

/** What `stowage --help` prints: the tables of the commands, the options and the exit codes. */
export function help(): string {
  const said = optionNames.filter((name) => name !== 'help' && name !== 'version');
  return `Stowage compiles a typed description of a self-hosted system into its operations repository.

${commands.map(({ name, does }) => row(`stowage ${name}`, 20, does)).join('')}
${said.map((name) => row(`${flag(name)} ${facts(name).value ?? ''}`, 17, saying(name))).join('')}  --help, --version

Exit code: ${Object.entries(exitCodes)
    .map(([code, meaning], i) => `${i === 0 ? '' : ' '.repeat(11 - code.length + 1)}${code} ${meaning}\n`)
    .join('')}
Colours and links are for terminals. NO_COLOR=1 turns both off, CI=1 the links, FORCE_HYPERLINK=1 or 0 decides about
links in a terminal that is not known.
`;
}

function saying(name: OptionName): string {
  const { says, words, otherwise = words?.[0], everywhere } = facts(name);
  const takers = commands.filter(({ takes }) => takes.includes(name)).map((command) => command.name);
  return [
    everywhere ? '' : `${takers.join(', ')}: `,
    says,
    otherwise === undefined || otherwise === '' ? '' : ` (default: ${otherwise})`,
  ].join('');
}

/** A name, and what is said of it in the lines beside it. */
function row(name: string, column: number, text: string): string {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && 2 + column + last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`.trimStart();
  }
  return lines.map((line, i) => `  ${(i === 0 ? name.trim() : '').padEnd(column)}${line}\n`).join('');
}
