import { describe, expect, test } from 'vitest';
import { fileOwner } from '../../../src/rules/file/file-owner.ts';
import { service, stack } from '../../support/model.ts';

const found = (use: unknown, origin: unknown, kind = 'secrets') =>
  fileOwner.check(
    stack({
      services: [service({ compose: { [kind]: [use] } })],
      compose: { [kind]: { tls_key: origin } },
    }),
  );
const file = { file: './tls.key' };

describe('file-owner', () => {
  test('an owner and a mode for a file', () => {
    expect(found({ source: 'tls_key', uid: '1000', mode: 0o400 }, file)).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" asks for uid and mode of secrets "tls_key", and Compose ignores that for a file: it keeps the owner and the mode that it has on the host',
        fix: 'leave uid and mode out, and set owner and mode of the file itself',
      },
    ]);
    expect(found({ source: 'tls_key', gid: '1000' }, file, 'configs')).toHaveLength(1);
  });

  test('none, and what is no file', () => {
    expect(found('tls_key', file)).toEqual([]);
    expect(found({ source: 'tls_key', target: '/key' }, file)).toEqual([]);
    expect(found({ source: 'tls_key', mode: 0o400 }, { environment: 'TLS_KEY' })).toEqual([]);
    expect(found({ source: 'tls_key', mode: 0o400 }, { content: 'x' }, 'configs')).toEqual([]);
    expect(found(7, null)).toEqual([]);
  });
});
