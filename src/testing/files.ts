import { posix } from 'node:path';
import { artifactsOf } from '../compile/targets.ts';
import type { Artifact } from '../model/artifact.ts';
import { nearest } from '../model/nearest.ts';
import { fromYaml } from '../syntax/yaml-read.ts';
import { like } from './like.ts';
import { isMap, isMatcher } from './pattern.ts';
import type { ContentLike } from './patterns.ts';
import type { Found } from './tested.ts';
import { compiledOf, lines } from './tested.ts';
import type { Verdict } from './verdict.ts';
import { asWanted } from './verdict.ts';

/** The files of a stack by their path from its folder: `Makefile`, `../README.md`. @throws Error when a finding keeps them from being made */
export function filesOf({ stack, app }: Found): ReadonlyMap<string, Artifact> {
  const folder = `${stack.name}/${stack.environment.name}`;
  const made = app === undefined ? artifactsOf({ name: stack.name, stacks: [stack] }) : artifactsIn(app);
  const below = made.filter(({ path }) => path.startsWith(`${stack.name}/`));
  return new Map(below.map((one) => [posix.relative(folder, one.path), one]));
}

function artifactsIn(app: NonNullable<Found['app']>): readonly Artifact[] {
  const { artifacts, findings, broken } = compiledOf(app);
  if (artifacts.length > 0) return artifacts;
  const wrong = [
    ...(broken === undefined ? [] : [broken]),
    ...findings.filter(({ severity }) => severity === 'error'),
  ];
  throw new Error(`no files are made:\n${lines(wrong)}`);
}

/** Whether there is this file, with this in it. */
export function hasFile(found: Found, path: string, content: ContentLike | undefined): Verdict {
  const files = filesOf(found);
  const file = files.get(path);
  const negated = `${found.stack.path} has the file ${path}${content === undefined ? '' : ' like that'}, and is not to`;
  if (file === undefined) return { holds: false, message: absent(found, path, files), negated };
  const compared = like(contentOf(file, content), content ?? file.content);
  return asWanted(`the file ${path} of ${found.stack.path}`, compared, negated);
}

function absent({ stack }: Found, path: string, files: ReadonlyMap<string, Artifact>): string {
  const paths = [...files.keys()];
  const near = nearest(path, paths);
  const others = near.length > 0 ? near : paths.filter((one) => posix.dirname(one) === posix.dirname(path));
  const list = others.length === 0 ? '' : `; there is ${others.join(', ')}`;
  return `${stack.path} has no file ${path}${list}`;
}

/** Data where a map is asked for; what is no data is a text, which is like no map. */
function contentOf({ content }: Artifact, wanted: ContentLike | undefined): unknown {
  if (!isMap(wanted) || isMatcher(wanted) || 'asymmetricMatch' in wanted) return content;
  try {
    return fromYaml(content); // so is JSON
  } catch {
    return content;
  }
}
