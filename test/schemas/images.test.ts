import { describe, expect, test } from 'vitest';
import { printed } from '../../schemas/images/printed.ts';
import type { Checkouts, Source } from '../../schemas/images/table.ts';
import { resaid, rowsOf } from '../../schemas/images/table.ts';

const commit = 'c'.repeat(40);

/** Files by repository and path; at a tag behind an at sign. */
const checkouts = (files: Readonly<Record<string, string>>, tags: readonly string[] = []): Checkouts => ({
  head: () => ({ commit, day: '2026-08-20' }),
  read: (repository, path, at) => files[`${repository} ${path}${at === undefined ? '' : `@${at}`}`],
  tags: () => tags,
});
const shop: Source = { image: 'acme/shop', product: 'Shop', repository: 'acme/shop' };
const rows = (dockerfile: string, source: Partial<Source> = {}) =>
  rowsOf([{ ...shop, ...source }], [], checkouts({ 'acme/shop Dockerfile': dockerfile }));
const of = (path: string) => ({
  source: `https://github.com/acme/shop/blob/${commit}/${path}`,
  asOf: '2026-08',
});

describe('a Dockerfile', () => {
  test('says the volumes, the ports, the user and the health check of its last stage', () => {
    const text = `ARG BASE=debian:trixie-slim
FROM golang:1.26 AS build
VOLUME /cache
EXPOSE 9999
FROM \${BASE} AS base
ENV DATA=/var/lib/shop
VOLUME ["/data/", "$DATA"]
FROM base
EXPOSE 8080 53/udp 9000-9002/tcp
USER 1000:1000
HEALTHCHECK CMD shop check
USER \${UID:-1001}`;
    expect(rows(text)).toEqual([
      {
        ...{ image: 'acme/shop', volumes: ['/data', '/var/lib/shop'], healthcheck: true, runsAs: '1001' },
        ...{ lacks: ['curl', 'nc', 'wget'], product: 'Shop' },
        ...{ ports: [8080, 9000, 9001, 9002], udpPorts: [53] },
        ...of('Dockerfile'),
      },
      // Another variant may have these programs.
      { image: 'acme/shop', variant: 'alpine', lacks: [], product: 'Shop', ...of('Dockerfile') },
    ]);
  });

  test('of a base that nobody knows says what stands in it, and no more', () => {
    expect(rows('FROM registry.example.com/base:1\nVOLUME /data')).toEqual([
      { image: 'acme/shop', volumes: ['/data'], product: 'Shop', ...of('Dockerfile') },
    ]);
    expect(rows('FROM registry.example.com/base:1\nUSER $WHO\nEXPOSE $PORT')).toEqual([]);
  });

  test('says a path by a variable in either form, and no volumes at all where one of them is not known', () => {
    const of = (lines: string) => rows(`FROM alpine:3.22\n${lines}`)[0]?.volumes;
    expect(of('ENV CONTENT /var/lib/shop\nVOLUME $CONTENT')).toEqual(['/var/lib/shop']);
    expect(of('ENV A=1 CONTENT="/var/lib/shop"\nVOLUME $CONTENT')).toEqual(['/var/lib/shop']);
    expect(of('VOLUME /data ${ELSEWHERE}')).toBeUndefined();
  });

  test('has no ports where its configuration says them', () => {
    expect(rows('FROM alpine:3.22\nEXPOSE 80', { configured: true })[0]).not.toHaveProperty('ports');
  });
});

describe('a program is lacking', () => {
  const lacks = (text: string) => rows(text)[0]?.lacks;
  const alpine = 'FROM alpine:3.22\n';
  const slim = 'FROM debian:trixie-slim\n';

  test.each([
    [`${alpine}RUN apk add --no-cache ca-certificates`, ['bash', 'curl']],
    [`${alpine}RUN apk add --no-cache bash`, ['curl']],
    [
      `${alpine}RUN apk add --virtual .deps curl && curl -fsS https://example.org && apk del .deps`,
      ['bash', 'curl'],
    ],
    [
      `${alpine}RUN apk add --virtual .gone curl; apk add --virtual .kept bash; apk del --no-network .gone`,
      ['curl'],
    ],
    [
      `${alpine}RUN libs="$(scanelf -r /usr/local | sort -u)"; apk add --virtual .kept $libs tzdata; apk del .gone`,
      ['bash', 'curl'],
    ],
    [`${alpine}RUN apk add --no-cache $PACKAGES`, undefined],
    [`${alpine}COPY --from=tools /usr/bin/curl /usr/bin/`, ['bash']],
    [`${slim}RUN apt-get update && apt-get install -y wget`, ['curl', 'nc']],
    // As the official images do: what was there is marked, and the rest goes.
    [
      `${slim}RUN set -eux; savedAptMark="$(apt-mark showmanual)"; apt-get install -y wget; wget -O x https://example.org; apt-mark auto '.*' > /dev/null; apt-mark manual $savedAptMark; apt-get purge -y --auto-remove`,
      ['curl', 'nc', 'wget'],
    ],
    // What is installed behind the marks stays.
    [
      `${slim}RUN apt-mark showmanual | xargs apt-mark auto > /dev/null && apt-get install -y curl && apt-get purge -y --auto-remove`,
      ['nc', 'wget'],
    ],
    [`${slim}RUN ./build/install.sh`, undefined],
    [`FROM scratch\nCOPY shop /shop`, ['bash', 'curl', 'nc', 'sh', 'wget']],
    [`FROM scratch\nCOPY --from=build / /`, undefined],
    [`FROM gcr.io/distroless/static:nonroot`, ['bash', 'curl', 'nc', 'sh', 'wget']],
    [`FROM gcr.io/distroless/static:debug`, undefined],
  ] as const)('%s', (text, expected) => {
    expect(lacks(text)).toEqual(expected);
  });
});

describe('what changed between versions', () => {
  const files = {
    'acme/shop Dockerfile': 'FROM alpine:3.22\nVOLUME /new',
    'acme/shop Dockerfile@v2.1.3': 'FROM alpine:3.22\nVOLUME /new',
    'acme/shop Dockerfile@v2.0.0': 'FROM alpine:3.22\nVOLUME /new',
    'acme/shop Dockerfile@v1.9.1': 'FROM alpine:3.22\nVOLUME /old',
    'acme/shop Dockerfile@v1.8.0': 'FROM alpine:3.22\nVOLUME /old',
  };
  const tags = ['v1.8.0', 'v1.9.0', 'v1.9.1', 'v2.0.0', 'v2.1.3', 'v2.2.0-rc.1', 'nightly'];

  test('holds from one to the next', () => {
    expect(
      rowsOf([shop], [], checkouts(files, tags)).map(({ versions, volumes }) => [versions, volumes]),
    ).toEqual([
      [undefined, undefined],
      ['>=1.8 <2', ['/old']],
      ['>=2', ['/new']],
    ]);
  });

  test('is in the list of the official images by their tags and variants', () => {
    const library = `GitRepo: https://github.com/acme/rows.git

Tags: 18.1, 18, latest
Directory: 18/trixie

Tags: 18.1-alpine3.22, 18-alpine
Directory: 18/alpine

Tags: 17.5, 17
Directory: 17/trixie

Tags: 18.1-windowsservercore
Constraints: windowsservercore
Directory: 18/windows
`;
    const all = {
      'docker-library/official-images library/rows': library,
      'acme/rows 18/trixie/Dockerfile': 'FROM debian:trixie-slim\nVOLUME /var/lib/rows',
      'acme/rows 18/alpine/Dockerfile': 'FROM alpine:3.22\nVOLUME /var/lib/rows',
      'acme/rows 17/trixie/Dockerfile': 'FROM debian:trixie-slim\nVOLUME /var/lib/rows/data',
    };
    const made = rowsOf([{ image: 'rows', repository: 'library' }], [], checkouts(all));
    expect(made.map(({ versions, variant, volumes, lacks }) => [versions, variant, volumes, lacks])).toEqual([
      [undefined, undefined, undefined, ['curl', 'nc', 'wget']],
      ['>=17 <18', undefined, ['/var/lib/rows/data'], undefined],
      ['>=18', undefined, ['/var/lib/rows'], undefined],
      [undefined, 'alpine', ['/var/lib/rows'], ['bash', 'curl']],
    ]);
  });
});

test('a version that was mended for long ends, when that day has come', () => {
  const page = `---
title: Shop
releases:
  - releaseCycle: "3.0"
    releaseDate: 2024-01-01
    eol: 2027-01-01
  - releaseCycle: "2.1"
    releaseDate: 2026-01-01
    eol: 2026-03-01
  - releaseCycle: "2.0"
    releaseDate: 2022-01-01
    eol: 2025-04-30
  - releaseCycle: "1.0"
    releaseDate: 2010-01-01
    eol: 2013-04-30
---
`;
  const source = { image: 'acme/shop', ends: 'shop' };
  expect(rowsOf([source], [], checkouts({ 'endoflife-date/endoflife.date products/shop.md': page }))).toEqual(
    [
      {
        ...{ image: 'acme/shop', ends: { '2.0': '2025-04' }, asOf: '2026-08' },
        source: `https://github.com/endoflife-date/endoflife.date/blob/${commit}/products/shop.md`,
      },
    ],
  );
  expect(() => rowsOf([source], [], checkouts({}))).toThrow('products/shop.md, which acme/shop names');
});

test('the same input is the same module, a row a line, with the other names', () => {
  const said = [{ image: 'acme/shop', dataPaths: ['/data'], source: 'https://example.org', asOf: '2026-11' }];
  const sources = [{ ...shop, also: ['quay.io/acme/shop'] }];
  const make = () =>
    printed(sources, rowsOf(sources, said, checkouts({ 'acme/shop Dockerfile': 'FROM alpine:3.22' })));
  expect(make()).toBe(make());
  expect(make()).toContain('  "quay.io/acme/shop": "acme/shop",\n');
  expect(make()).toContain(
    '  {"product":"Shop","image":"acme/shop","dataPaths":["/data"],"source":"https://example.org","asOf":"2026-11"},\n];\n',
  );
});

test('what somebody has read is made anew without a checkout, and the rest stays', () => {
  const read = { image: 'acme/shop', product: 'Shop', ports: [80], ...of('Dockerfile') };
  const row = { image: 'acme/shop', source: 'https://shop.example.com/docs', asOf: '2026-11' };
  const before = [read, { ...row, product: 'Shop', dataPaths: ['/old'] }];
  expect(resaid([shop], [{ ...row, dataPaths: ['/data'] }], before)).toEqual([
    read,
    { ...row, product: 'Shop', dataPaths: ['/data'] },
  ]);
});
