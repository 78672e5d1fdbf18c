import { describe, expect, test } from 'vitest';
import { compareVersions, isInRange, isRange } from '../../src/model/version.ts';

describe('versions', () => {
  test('are compared number by number', () => {
    expect(compareVersions('9.6', '12')).toBeLessThan(0);
    expect(compareVersions('12.13', '12.9')).toBeGreaterThan(0);
    expect(compareVersions('14', '14.0.0')).toBe(0);
  });

  test('are in a range when every comparator holds', () => {
    expect(isInRange('12.13', '>=11.0 <15')).toBe(true);
    expect(isInRange('15.0', '>=11.0 <15')).toBe(false);
    expect(isInRange('14.1', '<=14.1')).toBe(true);
    expect(isInRange('14.2', '<=14.1')).toBe(false);
    expect(isInRange('3', '>3')).toBe(false);
    expect(isInRange('3.0', '=3')).toBe(true);
  });

  test('a range is written in one way', () => {
    for (const range of ['>=11.0 <15', '=3']) expect(isRange(range)).toBe(true);
    for (const none of ['', '11', '^11', '>=11  <15', '>=11,<15', '>= 11']) expect(isRange(none)).toBe(false);
  });
});
