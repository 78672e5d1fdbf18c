import { describe, expect, test } from 'vitest';
import { secretFits } from '../../src/rules/secret-fits.ts';
import { service, stack, variable } from '../support/model.ts';

const found = (pattern: string | undefined, before = 'smtp://', after = '@mail.example.com') =>
  secretFits.check(
    stack({
      services: [
        service({ env: [{ name: 'URL', value: [before, { kind: 'variable', name: 'LOGIN' }, after] }] }),
      ],
      variables: [variable({ name: 'LOGIN', ...(pattern !== undefined && { pattern }) })],
    }),
  );

describe('secret-fits', () => {
  test('a login that may hold anything', () => {
    expect(found(undefined)).toEqual([
      {
        path: 'shop-test',
        message:
          'LOGIN stands in the URL of URL, and may hold any character: with one like @ or / in it the client goes to another host, or nowhere',
        fix: "give LOGIN pattern: '[A-Za-z0-9._~-]+', or make it a Secret, which has one",
      },
    ]);
    expect(found('.{8,}')).toHaveLength(1);
    expect(found(undefined, 'smtp://shop:')).toHaveLength(1);
  });

  test('one that fits, and a variable elsewhere', () => {
    expect(found('[A-Za-z0-9._~-]{8,}')).toEqual([]);
    expect(found(undefined, 'https://', '/path')).toEqual([]);
    expect(found(undefined, '', '@example.com')).toEqual([]);
    expect(found('(', 'smtp://')).toEqual([]);
  });
});
