import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Compilable } from '../model/app.ts';
import { StowageError } from '../model/error.ts';

/** The default export of the author's entry file. */
export async function load(file: string): Promise<Compilable> {
  const { default: app } = (await import(pathToFileURL(resolve(file)).href)) as { default?: unknown };
  if (isApp(app)) return app;
  throw new StowageError(
    'no-app',
    `${file} has no App as its default export`,
    'end it with: export default app;',
  );
}

function isApp(value: unknown): value is Compilable {
  return typeof value === 'object' && value !== null && 'toModel' in value && 'validate' in value;
}
