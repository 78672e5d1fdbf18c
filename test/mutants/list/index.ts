import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Mutant } from '../mutant.ts';
import { author } from './author.ts';
import { embed } from './embed.ts';
import { emit } from './emit.ts';
import { extend } from './extend.ts';
import { guards } from './guards.ts';
import { host } from './host.ts';
import { model } from './model.ts';
import { out } from './out.ts';
import { pin } from './pin.ts';
import { products } from './products.ts';
import { rules } from './rules.ts';
import { scripts } from './scripts.ts';
import { starts } from './starts.ts';
import { syntax } from './syntax.ts';
import { terraform } from './terraform.ts';
import { told } from './told.ts';
import { work } from './work.ts';

const stacks = resolve(import.meta.dirname, '../../../stacks');

/** Whether the systems that it names are here: what is asserted of one goes with it. */
export const isHere = ({ file, fails }: Pick<Mutant, 'file' | 'fails'>): boolean =>
  [file, ...Object.keys(fails)].every((one) => {
    const [, system] = /^stacks\/([^/]+)\//.exec(one) ?? [];
    return system === undefined || existsSync(join(stacks, system));
  });

const every: readonly Mutant[] = [
  ...host,
  ...model,
  ...products,
  ...rules,
  ...starts,
  ...emit,
  ...extend,
  ...embed,
  ...author,
  ...scripts,
  ...guards,
  ...syntax,
  ...out,
  ...pin,
  ...terraform,
  ...told,
  ...work,
];

/** Every mutant that is tried. */
export const mutants: readonly Mutant[] = every.filter(isHere);
