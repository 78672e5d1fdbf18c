import type { Danger } from '../danger.ts';
import { composeRecreates } from './compose-version.ts';
import { dataAtRisk } from './data.ts';
import { readersRestart } from './files.ts';
import { onlyWhenEmpty } from './first-start.ts';
import { namesLost, upFails } from './names.ts';
import { portOpened } from './ports.ts';
import { projectRenamed } from './project.ts';
import { secretChanged } from './secrets.ts';
import { baseUnread } from './unread.ts';
import { versionSkipped } from './versions.ts';

/** All of them, in the order in which they are asked. */
export const dangers: readonly Danger[] = [
  dataAtRisk,
  projectRenamed,
  versionSkipped,
  upFails,
  namesLost,
  onlyWhenEmpty,
  secretChanged,
  portOpened,
  composeRecreates,
  baseUnread,
  readersRestart,
];
