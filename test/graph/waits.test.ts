import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { waits } from '../../src/graph/waits.ts';
import { service, stack } from '../support/model.ts';

/** `edges[i]` are those that service `i` waits for. */
const order = (edges: readonly (readonly number[])[]) =>
  waits(
    stack({
      services: edges.map((to, i) =>
        service({ id: `s${i}`, dependsOn: to.map((j) => ({ service: `s${j}`, condition: 'healthy' })) }),
      ),
    }),
  );

/** The same question, asked naively. */
function reaches(edges: readonly (readonly number[])[], from: number, to: number): boolean {
  const seen = new Set<number>();
  const open = [...(edges[from] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(edges[next] ?? []));
  }
  return seen.has(to);
}

const graph = fc
  .integer({ min: 1, max: 40 })
  .chain((size) =>
    fc.array(fc.array(fc.nat({ max: size }), { maxLength: 3 }), { minLength: size, maxLength: size }),
  );

describe('who waits for whom', () => {
  test('as a naive search says it, loops or not', () => {
    fc.assert(
      fc.property(graph, (edges) => {
        const { waitsFor } = order(edges);
        edges.forEach((_, from) => {
          edges.forEach((_, to) => {
            expect(waitsFor(`s${from}`, `s${to}`)).toBe(reaches(edges, from, to));
          });
        });
      }),
    );
  });

  test('a loop is one that can be walked, and there is one exactly when something waits for itself', () => {
    fc.assert(
      fc.property(graph, (edges) => {
        const { loops, waitsFor } = order(edges);
        for (const loop of loops) {
          expect(loop.at(0)).toBe(loop.at(-1));
          loop.slice(1).forEach((to, i) => {
            expect(edges[Number(loop[i]?.slice(1))]).toContain(Number(to.slice(1)));
          });
        }
        expect(loops.length > 0).toBe(edges.some((_, i) => waitsFor(`s${i}`, `s${i}`)));
      }),
    );
  });

  test('nobody waits for what is not there', () => {
    expect(order([[7]]).waitsFor('s0', 's7')).toBe(false);
    expect(order([[7]]).waitsFor('s9', 's0')).toBe(false);
  });
});
