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
import { syntax } from './syntax.ts';
import { terraform } from './terraform.ts';
import { told } from './told.ts';

/** Every mutant that is tried. */
export const mutants: readonly Mutant[] = [
  ...host,
  ...model,
  ...products,
  ...rules,
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
];
