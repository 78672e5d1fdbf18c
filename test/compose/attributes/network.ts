import type { Line } from './line.ts';

const tcp = { protocol: ['tcp'], mode: ['ingress'] };

/** Who reaches it. */
export const network: readonly Line[] = [
  [
    'ports',
    [80, '127.0.0.1:8080:80', { target: '90', published: 91, mode: 'host' }],
    {
      ports: [
        { target: 80, ...tcp },
        { target: 80, hostIp: ['127.0.0.1'], published: ['8080'], ...tcp },
        { target: 90, published: ['91'], protocol: ['tcp'], mode: ['host'] },
      ],
    },
    ['80/tcp', '127.0.0.1:8080:80/tcp', { target: 90, published: '91', mode: 'host' }],
  ],
  ['expose', [80, '90-91'], { expose: [['80'], ['90-91']] }, ['80', '90-91']],
  [
    'networks',
    ['a', 'b'],
    {
      networks: new Map([
        ['a', null],
        ['b', null],
      ]),
    },
  ],
  [
    'networks',
    { a: null, b: { aliases: ['x'] } },
    {
      networks: new Map([
        ['a', null],
        ['b', { aliases: [['x']] }],
      ]),
    },
  ],
  [
    'extra_hosts',
    ['a=1.2.3.4', 'b:[::1]', 'a=1.2.3.5'],
    {
      extraHosts: new Map([
        ['a', [['1.2.3.4'], ['1.2.3.5']]],
        ['b', [['::1']]],
      ]),
    },
    ['a=1.2.3.4', 'a=1.2.3.5', 'b=::1'],
  ],
  ['dns', '1.1.1.1', { dns: [['1.1.1.1']] }, ['1.1.1.1']],
];
