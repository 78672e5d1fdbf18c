/** Writes the pages of this folder from the rules, and removes those of rules that are gone. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { pages } from './pages.ts';

const here = new URL('.', import.meta.url);
for (const name of readdirSync(here))
  if (name.endsWith('.md') && !pages.has(name)) rmSync(new URL(name, here));
for (const [name, text] of pages) writeFileSync(new URL(name, here), text);
