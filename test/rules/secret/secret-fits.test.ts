import { describe, expect, test } from 'vitest';
import { Secret } from '../../../constructs/index.ts';
import type { ConfigFileModel } from '../../../src/model/config-file.ts';
import type { HealthModel, ServiceModel } from '../../../src/model/service.ts';
import { secretFits } from '../../../src/rules/secret/secret-fits.ts';
import { service, stack, variable } from '../../support/model.ts';

const found = (pattern: string | undefined, before = 'smtp://', after = '@mail.example.com') =>
  secretFits.check(
    stack({
      services: [
        service({ env: [{ name: 'URL', value: [before, { kind: 'variable', name: 'LOGIN' }, after] }] }),
      ],
      variables: [variable({ name: 'LOGIN', ...(pattern !== undefined && { pattern }) })],
    }),
  );

const name = { kind: 'variable', name: 'NAME' } as const;
const about = (over: Partial<ServiceModel>, pattern?: string, files: readonly ConfigFileModel[] = []) =>
  secretFits.check(
    stack({
      services: [service(over)],
      variables: [variable({ name: 'NAME', ...(pattern !== undefined && { pattern }) })],
      files,
    }),
  );

describe('secret-fits', () => {
  test('a line of a shell that may hold anything', () => {
    const command = [['sh'], ['-c'], ['greet ', name]];
    expect(about({ command })).toEqual([
      {
        path: 'shop-test',
        message:
          'NAME stands in the shell line of "web" (its command), and may hold any character: with a quote, a space or a ; in it the shell runs something else',
        fix: 'pass it in env and write "$NAME" in that line, or give it pattern: \'[A-Za-z0-9._~-]+\', or make it a Secret, which has one',
      },
    ]);
    const health = (test: HealthModel['test']) =>
      about({ health: { test, interval: '9s', timeout: '9s', retries: 3, startPeriod: '9s' } });
    expect(health({ shell: ['greet ', name] })).toHaveLength(1);
    expect(about({ entrypoint: [['/bin/bash'], ['-ec']], command: [['greet ', name]] })).toHaveLength(1);
    for (const compose of [
      { healthcheck: { test: ['CMD-SHELL', 'greet ${NAME}'] } },
      { command: "sh -c 'greet ${NAME}'" },
    ])
      expect(about({ compose })).toHaveLength(1);
    expect(health({ exec: [['greet'], [name]] })).toEqual([]);
    expect(about({ command: [['greet'], [name]] })).toEqual([]);
    expect(about({ command: [['sh'], ['-c'], ['greet'], [name]] })).toEqual([]);
    expect(about({ command }, '[a-z]+')).toEqual([]);
  });

  test('XML that may hold anything', () => {
    const env = [{ name: 'PASSWORD', value: [name] }];
    const file: ConfigFileModel = {
      path: 'shop-test/app/users',
      file: 'web/users.xml',
      content: { kind: 'text', text: '<clickhouse><password from_env="PASSWORD"/></clickhouse>' },
    };
    const mounts: ServiceModel['mounts'] = [
      { kind: 'file', file: 'web/users.xml', target: '/etc/users.xml', readOnly: true },
    ];
    expect(about({ env, mounts }, undefined, [file])).toEqual([
      {
        path: 'shop-test',
        message:
          'NAME is read as XML by "web" (web/users.xml), and may hold any character: with < or & in it the server does not start',
        fix: "give NAME pattern: '[A-Za-z0-9._~-]+', or make it a Secret, which has one",
      },
    ]);
    expect(about({ env, mounts }, '[^<&]+', [file])).toEqual([]);
    expect(about({ env }, undefined, [file])).toEqual([]);
  });

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

  test('base64 in a login, and other forms of what is drawn', () => {
    const drawn = (format?: 'base64' | 'base64url') =>
      secretFits.check(
        stack({
          services: [
            service({
              env: [{ name: 'URL', value: ['redis://:', { kind: 'variable', name: 'KEY' }, '@cache:6379'] }],
            }),
          ],
          variables: [new Secret('KEY', { description: 'Opens.', ...(format && { format }) }).model],
        }),
      );
    expect(drawn('base64')).toEqual([
      {
        path: 'shop-test',
        message:
          'KEY stands in the URL of URL, and base64 has slashes: with one in it the client goes to another host, or nowhere',
        fix: "draw KEY as hexadecimal digits, or as base64url: format: 'base64url'",
      },
    ]);
    expect([drawn(), drawn('base64url')]).toEqual([[], []]);
  });

  test('one that fits, and a variable elsewhere', () => {
    expect(found('[A-Za-z0-9._~-]{8,}')).toEqual([]);
    expect(found(undefined, 'https://', '/path')).toEqual([]);
    expect(found(undefined, '', '@example.com')).toEqual([]);
    expect(found('(', 'smtp://')).toEqual([]);
  });
});
