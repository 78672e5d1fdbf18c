import { describe, expect, test } from 'vitest';
import { bindSource } from '../../../src/rules/file/bind-source.ts';
import { service, stack } from '../../support/model.ts';

const file = {
  path: 'shop-test/site',
  file: 'nginx/site.conf',
  content: { kind: 'text', text: '' },
} as const;
const found = (...volumes: readonly unknown[]) =>
  bindSource.check(stack({ services: [service({ compose: { volumes } })], files: [file] }));

describe('bind-source', () => {
  test('a folder that nothing generates', () => {
    expect(found('./uploads:/uploads')).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" mounts ./uploads at /uploads, and nothing generates it: the engine makes an empty folder there that belongs to root, or refuses to start it',
        fix: "mount what is stored as new Volume(…), and what is read as new ConfigFile(…): web.mount(volume, '/uploads')",
      },
    ]);
    expect(found({ type: 'bind', source: 'uploads', target: '/uploads' })).toHaveLength(1);
    expect(found('../elsewhere:/x:ro')).toHaveLength(1);
  });

  test('what is generated, and what is not beside the compose file', () => {
    expect(found('./nginx/site.conf:/etc/site.conf:ro', './nginx/:/etc/nginx')).toEqual([]);
    expect(found('/etc/localtime:/etc/localtime:ro', 'data:/data', '/data', '~/x:/x')).toEqual([]);
    expect(found({ type: 'volume', source: 'data', target: '/data' }, 7, null)).toEqual([]);
  });
});
