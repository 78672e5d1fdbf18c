import { readFileSync } from 'node:fs';
import { templatesOf } from '../../../files/templates.ts';
import { quoted } from '../spell.ts';

/** A text of Terraform is `{{hcl x}}`. */
export const escapes = { hcl: (value: string) => quoted([value]) };

/** A template of `../templates/`. */
export const template = templatesOf(
  (name) => readFileSync(new URL(`../templates/${name}.hbs`, import.meta.url), 'utf8'),
  escapes,
);
