/** Writes the pages of this folder from what is written at the declarations, and removes those of names that are gone. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { everything } from './entries.ts';
import { apiPages } from './pages.ts';

const here = new URL('.', import.meta.url);
const pages = apiPages(everything());
for (const name of readdirSync(here))
  if (name.endsWith('.md') && !pages.has(name)) rmSync(new URL(name, here));
for (const [name, text] of pages) writeFileSync(new URL(name, here), text);
