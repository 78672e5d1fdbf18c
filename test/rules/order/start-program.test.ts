import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { startProgram } from '../../../src/rules/order/start-program.ts';
import { service, stack } from '../../support/model.ts';

const bare = 'traefik/whoami:v1.10.1';
const found = (props: Partial<ServiceModel>, image = bare) => {
  const known = knownImage(image);
  return startProgram.check(
    stack({ services: [service({ id: 'web', image, ...(known && { known }), ...props })] }),
  );
};
const said = { target: 'web', help: { en: 'Says who asks' } } as const;
const mounted = { kind: 'host', source: ['/opt/busybox'], target: '/bin/sh', readOnly: true } as const;

describe('start-program', () => {
  test('an entrypoint that the image lacks', () => {
    expect(found({ entrypoint: [['sh'], ['-c'], ['exec /whoami']] })).toEqual([
      {
        path: 'shop-test/app/web',
        message: `the entrypoint of "web" is "sh", which the image "${bare}" does not hold: it never starts`,
        fix: 'start "web" with a program of the image',
      },
    ]);
    expect(found({ compose: { entrypoint: '/bin/bash /start.sh' } }, 'alpine:3.20')).toHaveLength(1);
  });

  test('a shell that a command begins with', () => {
    expect(found({ command: [['bash'], ['-c'], ['exec serve']] }, 'alpine:3.20')).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          'the command of "web" begins with "bash", which the image "alpine:3.20" does not hold: it never starts',
        fix: 'start "web" with a program of the image',
      },
    ]);
    expect(found({ compose: { command: '/bin/bash -lc serve' } }, 'redis:7.2-alpine')).toHaveLength(1);
    expect(found({ command: [['bash'], ['-c'], ['exec serve']] }, 'debian:12')).toEqual([]);
    expect(found({ command: [['curl'], ['--version']] }, 'alpine:3.20')).toEqual([]);
    expect(found({ entrypoint: [['/tool']], command: [['bash']] }, 'alpine:3.20')).toEqual([]);
  });

  test('a job that runs once, on an image without a shell', () => {
    expect(found({ kind: 'job', job: { runs: 'once', ...said }, entrypoint: [['/whoami']] })).toEqual([
      {
        path: 'shop-test/app/web',
        message: `the job "web" runs once, and a script of a shell looks for its mark, but the image "${bare}" holds no shell: it never starts`,
        fix: "let it run each time: runs: 'always', or take an image with a shell",
      },
    ]);
  });

  test('one that it holds, none, one that is mounted, an image of which nobody knows', () => {
    expect(found({ entrypoint: [['/whoami']] })).toEqual([]);
    expect(found({ entrypoint: [['/opt/tools/sh']] })).toEqual([]);
    expect(found({ command: [['sh']] })).toEqual([]);
    expect(found({ entrypoint: [['/bin/sh']], mounts: [mounted] })).toEqual([]);
    expect(found({ entrypoint: [['sh']] }, 'alpine:3.20')).toEqual([]);
    expect(found({ entrypoint: [['sh']] }, 'example.org/web:1.0')).toEqual([]);
    expect(found({ kind: 'job', job: { runs: 'always', ...said }, entrypoint: [['/whoami']] })).toEqual([]);
  });
});
