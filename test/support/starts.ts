import type { Phase } from '../../constructs/index.ts';
import { authored } from './author.ts';
import { hostWithVolumes } from './docker-with-volumes.ts';

/** A start of one service on files of before. */
export interface StartOn {
  readonly author: (core: Phase) => void;
  readonly service: string;
  readonly volume: string;
  /** What the volume holds. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Programs of the image, by name: lines of bash. */
  readonly tools: Readonly<Record<string, string>>;
  /** Files that the image has beside its programs: `../lib/one.jar`. @default - none */
  readonly beside?: readonly string[];
  /** What stands in `.env`. @default - nothing */
  readonly env?: string;
}

/** What it says on standard error; a refused one has started nothing, and changed nothing. */
export function startOn({ author, service, volume, files, tools, beside = [], env = '' }: StartOn): string {
  const made = hostWithVolumes(authored(author), tools);
  for (const path of beside) made.folder.write(path, '');
  made.folder.write('.env', `${env}\n`);
  made.put(volume, files);
  const before = made.files(volume);
  const { status, err } = made.run(`scripts/start ${service}`);
  if (made.folder.calls().includes(' up --detach ') !== (status === 0))
    throw new Error(`started, and ended with ${status}: ${err}`);
  if (JSON.stringify(made.files(volume)) !== JSON.stringify(before))
    throw new Error('the volume was changed');
  return err;
}
