import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { HealthModel } from '../../../src/model/service.ts';
import { healthProgram } from '../../../src/rules/order/health-program.ts';
import { service, stack } from '../../support/model.ts';

const minio = 'quay.io/minio/minio:RELEASE.2023-11-20T22-40-07Z';
const found = (test: HealthModel['test'], image = minio) => {
  const known = knownImage(image);
  const health: HealthModel = { test, interval: '10s', timeout: '5s', retries: 6, startPeriod: '30s' };
  return healthProgram.check(stack({ services: [service({ image, health, ...(known && { known }) })] }));
};

describe('health-program', () => {
  test('a program that the image lacks', () => {
    expect(found({ exec: [['curl'], ['-f'], ['http://127.0.0.1:9000/']] })).toEqual([
      {
        path: 'shop-test/app/web',
        message: `the health check of "web" calls "curl", which the image "${minio}" does not hold: it never becomes healthy`,
        fix: 'check "web" with a program of the image',
      },
    ]);
    expect(found({ shell: ['true && /usr/bin/curl -f http://127.0.0.1:9000/ || exit 1'] })).toHaveLength(1);
  });

  test('one that it holds, a word that is no program, and an older or unknown image', () => {
    expect(found({ exec: [['mc'], ['ready'], ['curl']] })).toEqual([]);
    expect(found({ exec: [['curl']] }, 'quay.io/minio/minio:RELEASE.2022-09-17T00-09-45Z')).toEqual([]);
    expect(found({ exec: [['curl']] }, 'example/web:1.0')).toEqual([]);
  });

  test.each([
    'if command -v curl >/dev/null; then curl -f http://127.0.0.1/; else mc ready local; fi',
    'which curl && curl -f http://127.0.0.1/ || mc ready local',
    'curl -f http://127.0.0.1/ || mc ready local || exit 1',
    'curl -f http://127.0.0.1/ | grep -q ok || mc ready local',
    'curl -f http://127.0.0.1/ || (mc ready local)',
  ])('one that is asked for before, or for which there is another way: %s', (line) => {
    expect(found({ shell: [line] })).toEqual([]);
    expect(found({ exec: [['sh'], ['-c'], [line]] })).toEqual([]);
  });

  test.each([
    'mc ready local && curl -f http://127.0.0.1/ || exit 1',
    'mc ready local || exit 1; curl -f http://127.0.0.1/',
    'curl -f http://127.0.0.1/ || (echo no; false)',
  ])('one that must be there: %s', (line) => {
    expect(found({ shell: [line] })).toHaveLength(1);
  });

  test.each([
    ['redis:7.4.2', 'curl'],
    ['redis:7.4.2-alpine3.21', 'curl'],
    ['caddy:2.9.1-alpine', 'curl'],
    ['python:3.12.4-slim', 'curl'],
    ['python:3.12.4-slim-bookworm', 'wget'],
    ['node:22.4.1-slim', 'curl'],
    ['node:22.4.1-bookworm-slim', 'wget'],
    ['node:22.4.1-alpine', 'curl'],
    ['ruby:3.4.4-alpine', 'bash'],
    ['redis:7.4.1-alpine', 'bash'],
    ['postgres:16.4', 'wget'],
    ['httpd:2.4.65', 'curl'],
    ['debian:12.11-slim', 'wget'],
    ['alpine:3.22.1', 'curl'],
    ['ubuntu:24.04', 'curl'],
    ['prom/prometheus:v3.5.0', 'curl'],
    ['traefik:v3.5.0', 'curl'],
    ['grafana/loki:3.6.1', 'wget'],
    ['otel/opentelemetry-collector-contrib:0.130.1', 'wget'],
    ['nats:2.11.6', 'wget'],
    ['eclipse-mosquitto:2.0.22', 'curl'],
  ])('%s has no %s', (image, program) => {
    expect(found({ exec: [[program], ['http://127.0.0.1/']] }, image)).toHaveLength(1);
    expect(found({ shell: [`${program} http://127.0.0.1/ || exit 1`] }, image)).toHaveLength(1);
  });

  test.each([
    ['redis:7.4.2', 'redis-cli'],
    ['redis:7.4.2-alpine', 'wget'],
    ['node:22.4.1-alpine', 'wget'],
    ['node:22.4.1', 'curl'],
    ['python:3.12.4', 'wget'],
    ['php:8.4.10-apache', 'curl'],
    ['php:8.4.10-fpm-alpine', 'curl'],
    ['wordpress:6.8.2-apache', 'curl'],
    ['nginx:1.29.0', 'curl'],
    ['nginx:1.29.0-alpine', 'wget'],
    ['caddy:2.10.2', 'wget'],
    ['grafana/grafana:12.1.0', 'curl'],
    ['grafana/loki:2.9.8', 'wget'],
    ['postgres:16.4-alpine', 'wget'],
    ['postgres:16.4', 'bash'],
    ['postgres:16.4-alpine', 'bash'],
    ['docker.elastic.co/elasticsearch/elasticsearch:8.19.2', 'curl'],
    ['prom/prometheus:v3.5.0', 'wget'],
    ['jellyfin/jellyfin:10.10.7', 'curl'],
    ['ghost:6.0.3', 'node'],
    ['vaultwarden/server:1.34.3', 'curl'],
    ['nextcloud:31.0.7-apache', 'curl'],
    ['lscr.io/linuxserver/sonarr:4.0.15', 'curl'],
    ['eclipse-temurin:21.0.8_9-jre', 'curl'],
  ])('%s may have %s', (image, program) => {
    expect(found({ exec: [[program], ['http://127.0.0.1/']] }, image)).toEqual([]);
  });

  test('a raw check goes over the prop', () => {
    const raw = (test: unknown, ours: string) => {
      const known = knownImage(minio);
      const timing = { interval: '10s', timeout: '5s', retries: 6, startPeriod: '30s' } as const;
      const over = service({
        image: minio,
        health: { test: { exec: [[ours]] }, ...timing },
        compose: { healthcheck: { test } },
        ...(known && { known }),
      });
      return healthProgram.check(stack({ services: [over] }));
    };
    expect(raw(['CMD', 'curl', '-f', 'http://127.0.0.1:9000/'], 'mc')).toHaveLength(1);
    expect(raw(['CMD-SHELL', 'true && curl -f http://127.0.0.1:9000/'], 'mc')).toHaveLength(1);
    expect(raw('curl -f http://127.0.0.1:9000/', 'mc')).toHaveLength(1);
    expect(raw(['CMD', 'mc', 'ready', 'local'], 'curl')).toEqual([]);
    expect(raw(['NONE'], 'curl')).toEqual([]);
  });
});
