import { bash } from './bash.ts';
import { fish } from './fish.ts';
import type { Shell } from './script.ts';
import { zsh } from './zsh.ts';

/** Every shell that can be told, by the name of its program. */
export const shells: ReadonlyMap<string, Shell> = new Map(Object.entries({ bash, zsh, fish }));
