/** Makes each change with each Compose at hand, and writes down what became of the containers: `npm run test:engine -- plan` compares. */
import { writeFileSync } from 'node:fs';
import { readingVersions } from '../support/tool.ts';
import type { Column } from './measure.ts';
import { column } from './measure.ts';
import { page } from './page.ts';

async function refresh(): Promise<void> {
  const columns: Column[] = [];
  for (const [version, config] of readingVersions) columns.push(await column(version, config));
  for (const { version, compared } of columns)
    for (const miss of compared.misses) process.stderr.write(`${version}: ${miss}\n`);
  writeFileSync(new URL('../../../docs/plan-versions.md', import.meta.url), page(columns));
}

await refresh();
