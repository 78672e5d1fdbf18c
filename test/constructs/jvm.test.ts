import { expect, test } from 'vitest';
import { oldJava as kafka } from '../../constructs/blocks/kafka/facts.ts';
import { oldJava as zookeeper } from '../../constructs/blocks/zookeeper/facts.ts';
import { VariableBook } from '../../constructs/core/value.ts';
import { jvmOptions } from '../../constructs/images/jvm.ts';
import { SecretFile, text } from '../../constructs/index.ts';

const old = [...zookeeper, ...kafka];
const option = '-XX:-UseContainerSupport';
const image = 'zookeeper:3.7.0';

test.each([
  ['zookeeper:3.7.0', option],
  ['docker.io/library/zookeeper:3.6.3', option],
  ['registry.example.com/mirror/zookeeper:3.7.0', option],
  ['zookeeper:3.7.1', undefined],
  ['zookeeper:3.9', undefined],
  ['ghcr.io/posthog/kafka-container:v2.8.2', option],
  ['bitnamilegacy/kafka:2.8.1-debian-10-r99', option],
  ['bitnami/kafka:3.2.3', option],
  ['bitnamilegacy/kafka:3.3.1', undefined],
  ['apache/kafka:3.9.0', undefined],
  ['example/notzookeeper:3.7.0', undefined],
  ['zookeeper@sha256:0000000000000000000000000000000000000000000000000000000000000000', undefined],
  ['zookeeper:latest', undefined],
])('the Java of %s is told %s', (of, expected) => {
  expect(jvmOptions(of, old, 'OPTS').OPTS).toBe(expected);
});

test('what the author says for the same variable comes behind, or takes it away', () => {
  const said = (env: Parameters<typeof jvmOptions>[3]) => {
    const value = jvmOptions(image, old, 'OPTS', env).OPTS;
    return value === undefined || value instanceof SecretFile
      ? undefined
      : new VariableBook().text(value).join('');
  };
  expect(said({})).toBe(option);
  expect(said({ OTHER: 'x' })).toBe(option);
  expect(said({ OPTS: '-Dx=1' })).toBe(`${option} -Dx=1`);
  expect(said({ OPTS: text`-Dx=${1}` })).toBe(`${option} -Dx=1`);
  expect(said({ OPTS: '-XX:+UseContainerSupport' })).toBe(`${option} -XX:+UseContainerSupport`);
  expect(said({ OPTS: '' })).toBe('');
  expect(said({ OPTS: undefined })).toBeUndefined();
  expect(jvmOptions('zookeeper:3.9.3', old, 'OPTS', { OPTS: '-Dx=1' })).toEqual({});
});
