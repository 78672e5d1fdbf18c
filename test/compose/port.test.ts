import { expect, test } from 'vitest';
import { isMisspelled, readText } from '../../src/compose/interpolation.ts';
import type { PortMapping } from '../../src/compose/port.ts';
import { portRange, readPort, spellPort } from '../../src/compose/port.ts';
import type { Text } from '../../src/compose/text.ts';

const text = (written: string): Text => {
  const read = readText(written);
  if (isMisspelled(read)) throw new Error(read.message);
  return read;
};
const read = (written: string) => readPort(text(written));
const v = (name: string) => ({ kind: 'variable' as const, name });
const tcp = { protocol: ['tcp'] };

test.each<[string, readonly PortMapping[]]>([
  ['80', [{ target: 80, ...tcp }]],
  ['8080:80', [{ published: ['8080'], target: 80, ...tcp }]],
  ['8080:80/UDP', [{ published: ['8080'], target: 80, protocol: ['udp'] }]],
  ['127.0.0.1:8080:80', [{ hostIp: ['127.0.0.1'], published: ['8080'], target: 80, ...tcp }]],
  ['127.0.0.1::80', [{ hostIp: ['127.0.0.1'], target: 80, ...tcp }]],
  ['[::1]:8080:80', [{ hostIp: ['::1'], published: ['8080'], target: 80, ...tcp }]],
  ['[::]::80/tcp', [{ hostIp: ['::'], target: 80, ...tcp }]],
  ['8000-8010:80', [{ published: ['8000-8010'], target: 80, ...tcp }]],
  [
    '8000-8001:80-81',
    [
      { published: ['8000'], target: 80, ...tcp },
      { published: ['8001'], target: 81, ...tcp },
    ],
  ],
  // As Compose has them: in the order of their digits.
  [
    '99-100',
    [
      { target: 100, ...tcp },
      { target: 99, ...tcp },
    ],
  ],
  ['${P:-8080}:80', [{ published: text('${P:-8080}'), target: 80, ...tcp }]],
  ['${IP:-[::1]:}80:80', [{ published: [...text('${IP:-[::1]:}'), '80'], target: 80, ...tcp }]],
  ['${P}', [{ target: [v('P')] }]],
  ['80:${P}', [{ published: ['80'], target: [v('P')] }]],
  ['80:${P}/udp', [{ published: ['80'], target: [v('P')], protocol: ['udp'] }]],
  ['80:80/${PROTOCOL}', [{ published: ['80'], target: 80, protocol: [v('PROTOCOL')] }]],
])('%s', (written, ports) => {
  expect(read(written)).toEqual(ports);
});

test.each([
  ...['', ':', 'a', '80:', '80:b', 'a:80', '70000', '9-8', '8000-8005:80-81', '0x50', '80/foo'],
  // Compose looks no name up.
  ...['localhost:80:80', '1.2.3:80:80', '256.1.1.1:80:80', '80:90:100:110', '[::1:80:80', '[1::2::3]:80:80'],
])('%s is no port', (written) => {
  expect(read(written)).toMatchObject({ mend: expect.stringContaining('8080:80') });
});

test.each(['0.0.0.0', '255.249.199.9', '[::]', '[fe80::1:2]', '[1:2:3:4:5:6:7:8]', '[::ffff:1.2.3.4]'])(
  'a port on %s',
  (address) => {
    expect(read(`${address}:80:80`)).toMatchObject([{ hostIp: [address.replace(/[[\]]/g, '')] }]);
  },
);

test.each([
  '80/tcp',
  '8080:80/tcp',
  '127.0.0.1::80/udp',
  '[::1]:8080:80/tcp',
  '8000-8010:80/tcp',
  '${P}',
  '80:${P}/udp',
])('%s is written as it was read', (written) => {
  const ports = read(written);
  expect('message' in ports ? ports : ports.map(spellPort)).toEqual([written]);
});

test('ranges', () => {
  expect(['80', '80-82', '82-80', 'x', '70000', ''].map(portRange)).toEqual([
    { first: 80, last: 80 },
    { first: 80, last: 82 },
    ...[undefined, undefined, undefined, undefined],
  ]);
});
