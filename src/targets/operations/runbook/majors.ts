import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { wayOf } from '../scripts/majors.ts';

/** Whose data belong to one major version, and which way those of a product go to a newer one. */
export function majorRows(stack: StackModel, language: Language): object {
  const { majors = [] } = stack;
  const ways = new Map<string, { product: string; way: string; services: string[]; goes: boolean }>();
  for (const major of majors) {
    const { method, service } = major;
    const goes = wayOf(stack, major) !== 'refused';
    const key = `${method.name} ${goes}`;
    const row = ways.get(key) ?? {
      product: method.product,
      way: said(method.way, language),
      services: [],
      goes,
    };
    row.services.push(service);
    ways.set(key, row);
  }
  const rows = [...ways.values()];
  return {
    majors: majors.map(({ service }) => ({ service })),
    ways: rows.map((row) => ({ ...row, command: `make upgrade MAJOR=${row.services[0] ?? ''}` })),
    moves: rows.some(({ goes }) => goes),
  };
}
