import schema from '../../schemas/compose.schema.json' with { type: 'json' };
import type { Node } from './any-compose.ts';
import { definition } from './any-compose.ts';

/** Every key of the Specification with the keys that lead to it: `services.*.ports.*.target`. */
export function schemaKeys(node: Node = schema, place: readonly string[] = []): readonly string[] {
  if (node.$ref !== undefined) return schemaKeys(definition(node.$ref.replace('#/definitions/', '')), place);
  const below = [...place, '*'];
  const { oneOf = [], anyOf = [], items, properties = {}, patternProperties = {} } = node;
  return [
    ...[...oneOf, ...anyOf].flatMap((one) => schemaKeys(one, place)),
    ...(items === undefined ? [] : schemaKeys(items, below)),
    ...Object.entries(properties).flatMap(([key, value]) => [
      [...place, key].join('.'),
      ...schemaKeys(value, [...place, key]),
    ]),
    ...Object.entries(patternProperties).flatMap(([key, value]) =>
      key === '^x-' ? [] : schemaKeys(value, below),
    ),
  ];
}

/** Which of the keys a document says. */
export function saidKeys(value: unknown, keys: ReadonlySet<string>): ReadonlySet<string> {
  const said = new Set<string>();
  const walk = (one: unknown, places: readonly string[]): void => {
    if (typeof one !== 'object' || one === null) return;
    for (const [key, child] of Object.entries(one)) {
      const next = places.flatMap((place) =>
        (Array.isArray(one) ? ['*'] : [key, '*']).map((step) => (place === '' ? step : `${place}.${step}`)),
      );
      const known = next.filter((place) => leads.has(place));
      for (const place of known) if (keys.has(place)) said.add(place);
      walk(child, known);
    }
  };
  const leads = new Set(
    [...keys].flatMap((key) => {
      const steps = key.split('.');
      return steps.map((_, i) => steps.slice(0, i + 1).join('.'));
    }),
  );
  walk(value, ['']);
  return said;
}
