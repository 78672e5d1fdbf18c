import { join } from 'node:path';
import { fetched } from './fetched.ts';

/** What installs packages, each as the lock beside the area has it, and how a script and a program of a project are run by it. */
export interface Manager {
  readonly name: string;
  readonly install: readonly string[];
  readonly script: readonly string[];
  readonly program: readonly string[];
  /** What says beside package.json which folders are a workspace's. */
  readonly files: Readonly<Record<string, string>>;
}

/** A program of the area's own. */
export const tool = (path: string) => join(fetched('STOWAGE_PACKAGE_TOOLS'), 'node_modules', path);

const pnpm = ['node', tool('pnpm/bin/pnpm.cjs')];
const bun = [tool('@oven/bun-linux-x64/bin/bun')];

export const managers: readonly Manager[] = [
  {
    name: 'npm',
    install: ['npm', 'install', '--no-audit', '--no-fund'],
    script: ['npm', 'run', '--silent'],
    program: ['npm', 'exec', '--no', '--'],
    files: {},
  },
  {
    name: 'pnpm',
    install: [...pnpm, 'install'],
    script: [...pnpm, 'run', '--silent'],
    program: [...pnpm, 'exec'],
    files: { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' },
  },
  {
    name: 'bun',
    install: [...bun, 'install'],
    script: [...bun, 'run', '--silent'],
    program: [...bun, 'x', '--no-install'],
    files: {},
  },
];
