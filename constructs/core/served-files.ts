import { StowageError } from '../../src/model/error.ts';
import { isA } from '../props/brand.ts';
import type { InContainer } from './forms.ts';
import { HostPath } from './host-path.ts';
import { Service } from './service.ts';
import type { Route } from './site.ts';
import type { Volume } from './volume.ts';

/** Files that an edge answers with, and where they lie for it. */
export interface ServedFiles {
  readonly source: Volume | HostPath;
  /** Where its container finds them. */
  readonly target: InContainer;
  /** The folder among them that it serves. */
  readonly root: string;
  /** The same folder in the container of who runs PHP. */
  readonly phpRoot: string | undefined;
}

/**
 * Where the files of a route lie.
 * @throws StowageError `bad-files`
 */
export function servedFiles(
  id: string,
  match: string,
  { files, php, folder, fallback }: Extract<Route, { readonly files: Volume | HostPath }>,
): ServedFiles {
  const fault = (message: string, fix: string) =>
    new StowageError(
      'bad-files',
      `"${id}" answers ${match} with the files of "${files.node.id}", ${message}`,
      fix,
    );
  if (isA(files, HostPath) && files.kind !== 'folder')
    throw fault(`which is a ${files.kind}`, 'give the folder in which it lies a HostPath of its own');
  const target: InContainer = `/srv/${files.node.id}`;
  const all = { source: files, target, root: `${target}${folder ?? ''}` };
  if (php === undefined) return { ...all, phpRoot: undefined };
  if (fallback !== undefined)
    throw fault('and with a page where there is none: with php that is index.php', 'leave fallback out');
  const service = isA(php, Service) ? php : php.service;
  const mount = isA(service, Service) ? service.mounts.find(({ source }) => source === files) : undefined;
  if (mount === undefined)
    throw fault(
      `which "${service.node.id}" does not mount: it would find no script there`,
      `mount them before the edge is made: ${service.node.id}.mount(${files.node.id}, '/var/www/html')`,
    );
  return { ...all, phpRoot: `${mount.target}${folder ?? ''}` };
}
