import { describe, expect, test } from 'vitest';
import type { Defect } from './corpus/defect.ts';
import { doors } from './corpus/doors.ts';
import { hosts } from './corpus/hosts.ts';
import { images } from './corpus/images.ts';
import { interpolation } from './corpus/interpolation.ts';
import { keeping } from './corpus/keeping.ts';
import { limits } from './corpus/limits.ts';
import { operation } from './corpus/operation.ts';
import { order } from './corpus/order.ts';
import { running } from './corpus/running.ts';
import { secrets } from './corpus/secrets.ts';
import { starts } from './corpus/starts.ts';
import { stores } from './corpus/stores.ts';
import { wiring } from './corpus/wiring.ts';
import { findingsOf } from './support/world.ts';

const corpus: readonly Defect[] = [
  ...starts,
  ...order,
  ...stores,
  ...keeping,
  ...wiring,
  ...interpolation,
  ...running,
  ...limits,
  ...operation,
  ...images,
  ...hosts,
  ...secrets,
  ...doors,
];

describe.each(corpus.map((defect) => [defect.name, defect] as const))('%s', (_, defect) => {
  test('is found, and nothing else', () => {
    const found = findingsOf(defect.guilty);
    expect([...new Set(found.map(({ rule }) => rule))].sort()).toEqual([...defect.rules].sort());
  });

  test('is not seen where it is not', () => {
    expect(findingsOf(defect.innocent)).toEqual([]);
  });
});
