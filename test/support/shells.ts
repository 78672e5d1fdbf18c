import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder } from './folder.ts';

/** What each shell offers for lines that end at the cursor, in its own order; descriptions are left out. */
export const shells = { bash: inBash, zsh: inZsh, fish: inFish } as const;

export function installed(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

function run(cwd: string, program: string, args: readonly string[]): string {
  const env = { ...process.env, HOME: cwd, TERM: 'xterm' };
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}

/** The answers between marks, without what is empty. */
const answers = (text: string): string[][] =>
  text
    .split('== next\n')
    .slice(0, -1)
    .map((part) => part.split('\n').filter((line) => line !== ''));

/** Readline's words: it breaks them at "=", too. Its function is the one that `complete` names. */
function inBash(cwd: string, script: string, lines: readonly string[]): string[][] {
  const asked = lines.map((line) => {
    const words = line.split(/ +|(?==)|(?<==)/);
    const quoted = words.map((word) => `'${word}'`).join(' ');
    return `COMP_WORDS=(${quoted}) COMP_CWORD=${words.length - 1}
function=$(complete -p '${words[0]}') function=\${function##*-F } COMPREPLY=()
"\${function%% *}"
printf '%s\\n' "\${COMPREPLY[@]}" '== next'`;
  });
  return answers(run(cwd, 'bash', ['--norc', '-c', `set -u\n${script}\n${asked.join('\n')}`]));
}

function inFish(cwd: string, script: string, lines: readonly string[]): string[][] {
  const asked = lines.map((line) => `complete -C '${line}'\necho '== next'`);
  const out = run(cwd, 'fish', ['--no-config', '-c', `${script}\n${asked.join('\n')}`]);
  return answers(out.replace(/\t.*/g, ''));
}

/** A terminal of its own, in which each line and Tab are typed. */
function inZsh(cwd: string, script: string, lines: readonly string[]): string[][] {
  const beside = folder({ 'stowage.zsh': script });
  const terminal = fileURLToPath(new URL('zsh-terminal.zsh', import.meta.url));
  return answers(
    run(cwd, 'zsh', ['-f', terminal, join(beside, 'stowage.zsh'), join(beside, 'offered'), ...lines]),
  );
}
