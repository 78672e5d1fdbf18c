import { describe, expect, test } from 'vitest';
import { versionInRange } from '../../../src/rules/image/version-in-range.ts';
import { service, stack } from '../../support/model.ts';

const found = (version: string | undefined, range: string) =>
  versionInRange.check(
    stack({
      services: [
        service({
          id: 'db',
          known: { product: 'PostgreSQL', dataPaths: [], ...(version !== undefined && { version }) },
        }),
        service({ worksWith: [{ service: 'db', range }] }),
      ],
    }),
  );

describe('version-in-range', () => {
  test('a server that is too new', () => {
    expect(found('15.4', '>=11.0 <15')).toEqual([
      {
        path: 'shop-test/app/web',
        also: ['shop-test/app/db'],
        message:
          '"web" works with >=11.0 <15 of "db", and that runs 15.4: it refuses to start, or breaks on what has changed',
        fix: 'give "db" an image in >=11.0 <15',
      },
    ]);
  });

  test('one in the range, and one whose tag tells nothing', () => {
    expect(found('14.1', '>=11.0 <=14.1')).toEqual([]);
    expect(found(undefined, '>=11.0')).toEqual([]);
    expect(
      versionInRange.check(stack({ services: [service({ worksWith: [{ service: 'db', range: '>1' }] })] })),
    ).toEqual([]);
  });
});
