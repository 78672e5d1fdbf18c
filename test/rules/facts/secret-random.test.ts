import { describe, expect, test } from 'vitest';
import { isRandom, isRandomKey, randomIn } from '../../../src/rules/facts/secret-random.ts';

// Made up for this test: drawn once, and the key to nothing.
const token = 'q7Zt2LmXw9Rb4KcVh8TnYp3s';

describe('what looks as if it were drawn', () => {
  test('letters of both cases and digits without an order', () => {
    expect(isRandom(token)).toBe(true);
    expect(randomIn(`upload --to storage ${token} now`)).toEqual([24]);
    expect(randomIn(token, 'UPLOAD')).toEqual([24]);
  });

  test('a long number that is called a key', () => {
    expect(isRandomKey('SIGNING_KEY', '9f86d081884c7d659a2feaa0c55ad015')).toBe(true);
    expect(isRandomKey('BUILD', '9f86d081884c7d659a2feaa0c55ad015')).toBe(false);
    expect(isRandomKey('PUBLIC_KEY', '9f86d081884c7d659a2feaa0c55ad015')).toBe(false);
  });

  test('not words, digests, ids, images, paths or what is public by its name', () => {
    for (const text of [
      'https://shop.example.com/a/rather/long/path/to/Some/Page',
      'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '550e8400-e29b-41d4-a716-446655440000',
      'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
      'org.apache.kafka.common.serialization.StringDeserializer',
      'KAFKA_CFG_TRANSACTION_STATE_LOG_REPLICATION_FACTOR',
      'posthog.tasks.calculate_cohort.calculateCohortChunked2024',
    ])
      expect([text, randomIn(text)]).toEqual([text, []]);
    expect(randomIn(token, 'SITE_KEY')).toEqual([]);
    expect(randomIn(token, 'CLIENT_ID')).toEqual([]);
    expect(randomIn(`commit: ${token}`)).toEqual([]);
  });
});
