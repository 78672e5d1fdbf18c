import { describe, expect, test } from 'vitest';
import { ruleFindings } from '../../src/compile/rules.ts';
import type { AcknowledgementModel } from '../../src/model/stack.ts';
import { said, service, stack } from '../support/model.ts';

const accepted = (over: Partial<AcknowledgementModel>): AcknowledgementModel => ({
  rule: 'image-pinned',
  paths: ['shop-test/app/web'],
  reason: said('A test image.'),
  ...over,
});
const check = (...acknowledgements: readonly AcknowledgementModel[]) =>
  ruleFindings(stack({ services: [service({ image: 'example/web' })], acknowledgements }));
const rulesOf = (...acknowledgements: readonly AcknowledgementModel[]) =>
  check(...acknowledgements).map(({ rule }) => rule);

describe('acknowledgement', () => {
  test('what is not acknowledged stays', () => {
    expect(rulesOf()).toEqual(['image-pinned']);
  });

  test('what is acknowledged goes', () => {
    expect(check(accepted({}))).toEqual([]);
  });

  test('a construct around it, up to the stack', () => {
    expect(check(accepted({ paths: ['shop-test/app'] }))).toEqual([]);
    expect(check(accepted({ paths: ['shop-test'] }))).toEqual([]);
    expect(rulesOf(accepted({ paths: ['shop-test/ap'] }))).toEqual(['image-pinned', 'acknowledgement']);
    expect(rulesOf(accepted({ paths: ['shop-test/app/web/data'] }))).toEqual([
      'image-pinned',
      'acknowledgement',
    ]);
  });

  test('nothing is found there', () => {
    expect(check(accepted({ paths: ['shop-test/app/web', 'shop-test/app/db'] }))).toEqual([
      {
        rule: 'acknowledgement',
        severity: 'error',
        path: 'shop-test/app/db',
        message:
          'image-pinned is acknowledged for "shop-test/app/db", but it finds nothing there: what was accepted is mended, or was never there',
        fix: 'remove "db" from the acknowledgement',
      },
    ]);
  });

  test('no such rule', () => {
    const [, wrong] = check(accepted({ rule: 'images-pinned' }));
    expect(wrong).toMatchObject({
      path: 'shop-test/app/web',
      message: 'an acknowledgement names the rule "images-pinned", and there is none: it accepts nothing',
    });
    expect(wrong?.fix).toBe("write 'image-pinned'");
    expect(check(accepted({ rule: 'all' }))[1]?.fix).toMatch(/^name one of these: .*image-pinned/);
  });

  test('this gate itself cannot be acknowledged', () => {
    expect(rulesOf(accepted({}), accepted({ rule: 'acknowledgement' }))).toEqual(['acknowledgement']);
  });

  test.each([{ en: 'A test image.', id: ' ' }, {}, ' '])('no reason: %j', (reason) => {
    expect(check(accepted({ reason }))).toEqual([
      {
        rule: 'acknowledgement',
        severity: 'error',
        path: 'shop-test/app/web',
        message: 'the acknowledgement of image-pinned has no reason: nobody will know whether it still holds',
        fix: "say why: acknowledge('image-pinned', […], 'because …')",
      },
    ]);
  });

  test('no construct', () => {
    expect(rulesOf(accepted({}), accepted({ paths: [] }))).toEqual(['acknowledgement']);
  });

  test('a finding says nothing beyond what a finding has', () => {
    expect(Object.keys(check()[0] ?? {}).sort()).toEqual(['fix', 'message', 'path', 'rule', 'severity']);
  });
});
