import type { Written } from '../../../src/compose/form.ts';
import { isWritten } from '../../../src/compose/form.ts';
import { nothing, replace } from '../../../src/compose/replace.ts';

/** A document of which some keys of `web` are marked, and the file that says so with the tags of YAML. */
export function marked(document: Written, seed: number): { readonly over: Written; readonly file: string } {
  const services = isWritten(document.services) ? document.services : {};
  const web = isWritten(services.web) ? services.web : {};
  const keys = Object.entries(web).map(([key, value], i) => {
    const kind = (i + seed) % 3;
    const list = typeof value === 'object' && value !== null;
    // A service without an image is none.
    if (kind === 0 && key !== 'image') return { key, over: nothing, text: '!reset null' };
    return kind === 1 && list
      ? { key, over: replace(value), text: `!override ${JSON.stringify(value)}` }
      : { key, over: value, text: JSON.stringify(value) };
  });
  const over = {
    ...document,
    services: { ...services, web: Object.fromEntries(keys.map((one) => [one.key, one.over])) },
  };
  const { services: _, ...rest } = document;
  const others = Object.entries(services).filter(([name]) => name !== 'web');
  const lines = [
    ...Object.entries(rest).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`),
    'services:',
    ...others.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`),
    '  web:',
    ...keys.map(({ key, text }) => `    ${JSON.stringify(key)}: ${text}`),
  ];
  return { over, file: `${lines.join('\n')}\n` };
}
