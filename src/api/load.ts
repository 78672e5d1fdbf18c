import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import type { Compilable } from '../model/app.ts';
import { StowageError } from '../model/error.ts';
import { beginStack } from '../model/origin.ts';
import { readable } from './author/readable.ts';
import { renamed } from './author/renamed.ts';
import { Broken, broken } from './broken.ts';
import { guarded } from './guard.ts';
import { here } from './here.ts';
import { messageOf, onOneLine } from './thrown.ts';

/**
 * The default export of the author's entry file.
 * @throws StowageError when there is none to load, Broken when it cannot be loaded or is no App
 */
export async function load(entry: string): Promise<Compilable> {
  const file = resolve(here(), entry);
  if (!isFile(file))
    throw new StowageError(
      'no-entry',
      `there is no file ${entry}`,
      'run this in the folder that has it, or name another one with --app',
    );
  if (!isModule(file))
    throw new StowageError(
      'not-a-module',
      `${entry} is not in a package of modules`,
      'write "type": "module" into the package.json beside or above it, or call it .mts',
    );
  const { default: app } = await loaded(file);
  if (isApp(app)) return app;
  const message =
    app === undefined ? 'there is no default export' : `the default export is ${onOneLine(app)}, not an App`;
  throw new Broken(new StowageError('no-app', message, 'end the file with: export default app;'), { file });
}

async function loaded(file: string): Promise<{ default?: unknown }> {
  beginStack(undefined); // one process may load several apps
  try {
    const { open, sources } = await readable(realpathSync.native(file));
    return await guarded(open).catch((thrown) => {
      throw renamed(thrown, sources);
    });
  } catch (thrown) {
    throw broken(thrown, file);
  }
}

export function isApp(value: unknown): value is Compilable {
  const verbs = ['validate', 'toModel', 'place'];
  try {
    return (
      typeof value === 'object' &&
      value !== null &&
      verbs.every((verb) => typeof Reflect.get(value, verb) === 'function')
    );
  } catch {
    return false; // a getter or a proxy may throw
  }
}

/** What cannot be looked at is no file that can be loaded. */
function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Node takes a `.ts` file for a module only when the package around it says so. */
function isModule(file: string): boolean {
  return !['.ts', '.js'].includes(extname(file)) || packageType(dirname(file)) === 'module';
}

function packageType(folder: string): unknown {
  const candidate = join(folder, 'package.json');
  if (existsSync(candidate)) return contentOf(candidate)?.type;
  return dirname(folder) === folder ? undefined : packageType(dirname(folder));
}

function contentOf(file: string): { readonly type?: unknown } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Broken(
      new StowageError('bad-package', messageOf(error), 'mend the package.json, which Node reads too', {
        cause: error,
      }),
      { file },
    );
  }
}
