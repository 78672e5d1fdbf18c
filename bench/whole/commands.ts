import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './measure.ts';
import type { Workshop } from './workshop.ts';

/** What somebody types all day, on PostHog, by one Node; what is made is there already. */
export function daily(workshop: Workshop, node: string): readonly Command[] {
  const { posthog, changing, stowage } = workshop;
  const typed = (name: string, ...args: readonly string[]): Command => ({
    name,
    words: [node, stowage, ...args],
    cwd: posthog,
  });
  return [
    { name: 'node -e 0', words: [node, '-e', '0'], cwd: posthog },
    typed('synth', 'synth'),
    typed('check', 'check'),
    typed('lint', 'lint'),
    typed('list', 'list'),
    {
      ...typed('plan', 'plan', '--base', 'before'),
      ...{ exits: 2, before: () => earlier(join(posthog, 'out'), join(posthog, 'before')) },
    },
    typed('--help', '--help'),
    { ...typed('synth after a change', 'synth'), cwd: changing, before: () => workshop.change() },
  ];
}

/** The same for the large system: it is made anew in an empty folder. */
export function large({ project, stowage, peers }: Workshop, compose: boolean): readonly Command[] {
  const node = process.execPath;
  const folder = (name: string) => join(project, 'made', name);
  const anew = (name: string) => () => {
    rmSync(folder(name), { recursive: true, force: true });
    mkdirSync(folder(name), { recursive: true });
  };
  const synth = (size: number, name: string, out: string): Command => ({
    name,
    words: [node, stowage, 'synth', '--app', 'stacks/stack.ts', '--out', folder(out)],
    cwd: project,
    env: { SERVICES: String(size) },
  });
  const peer = (name: string, made: string): Command => ({
    name,
    words: [node, `${name}.js`, join(folder(name), made)],
    cwd: peers,
    env: { SERVICES: '1000' },
    before: anew(name),
  });
  return [
    { name: 'node -e 0', words: [node, '-e', '0'], cwd: project },
    { ...synth(1000, 'synth 1000', '1000'), before: anew('1000') },
    synth(1000, 'synth 1000 again', '1000'),
    {
      ...synth(1000, 'plan 1000', '1000'),
      words: [
        node,
        stowage,
        'plan',
        '--app',
        'stacks/stack.ts',
        '--out',
        folder('1000'),
        '--base',
        folder('before'),
      ],
      ...{ exits: 2, before: () => earlier(folder('1000'), folder('before')) },
    },
    { ...synth(10_000, 'synth 10000', '10000'), before: anew('10000') },
    ...[peer('cdk8s', 'docker-compose.yml'), peer('projen', '')],
    ...(compose
      ? [
          {
            name: 'docker compose config',
            words: ['docker', 'compose', '-f', composeFiles(project).stowage, 'config'] as const,
            cwd: project,
          },
        ]
      : []),
  ];
}

/** A copy of an output folder in which the first service of each compose file has another image: what a plan is asked most of the time. */
function earlier(out: string, before: string): void {
  if (existsSync(before)) return;
  cpSync(out, before, { recursive: true });
  for (const name of readdirSync(before, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('docker-compose.yml') || name.includes('.github')) continue;
    const file = join(before, name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^( {4}image: .*)$/m, '$1-before'));
  }
}

/** The compose file that each tool makes of the large system. */
export function composeFiles(project: string): Readonly<Record<'stowage' | 'cdk8s' | 'projen', string>> {
  const made = join(project, 'made');
  return {
    stowage: join(made, '1000/large/production/docker-compose.yml'),
    cdk8s: join(made, 'cdk8s/docker-compose.yml'),
    projen: join(made, 'projen/docker-compose.yml'),
  };
}
