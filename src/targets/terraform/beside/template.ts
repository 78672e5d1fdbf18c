import { readFileSync } from 'node:fs';
import { templatesOf } from '../../../files/templates.ts';
import { quoted } from '../spell.ts';

/** A template of `../templates/`. A text of Terraform is `{{hcl x}}`. */
export const template = templatesOf(
  (name) => readFileSync(new URL(`../templates/${name}.hbs`, import.meta.url), 'utf8'),
  { hcl: (value: string) => quoted([value]) },
);
