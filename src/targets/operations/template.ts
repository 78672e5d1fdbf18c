import { readFileSync } from 'node:fs';
import { templatesOf } from '../../files/templates.ts';

/** A template of `templates/`. */
export const template = templatesOf((name) =>
  readFileSync(new URL(`./templates/${name}.hbs`, import.meta.url), 'utf8'),
);
