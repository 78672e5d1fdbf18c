import { expect, test } from 'vitest';
import type { Publish } from '../../../constructs/index.ts';
import { Service } from '../../../constructs/index.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { authored } from '../../support/author.ts';
import { one, page } from '../../targets/operations/runbook/pages.ts';

const publishing = (...publish: readonly Publish[]) =>
  authored((core) => new Service(core, 'git', { image: 'example/git:1.0', publish }));
const ssh: Publish = { published: 2222, target: 22, protocol: 'tcp', purpose: 'Git over SSH' };

test('a range is a port for each number in it', () => {
  const model = publishing({
    ...{ address: '127.0.0.1', published: '10000-10002', target: '20000-20002', protocol: 'udp' },
  });
  expect(composeFile(model)[0]?.content).toContain(`    ports:
      - 127.0.0.1:10000:20000/udp
      - 127.0.0.1:10001:20001/udp
      - 127.0.0.1:10002:20002/udp
`);
});

test('a purpose stands in the runbook', () => {
  const media: Publish = {
    ...{ published: '10000-10001', target: '10000-10001', protocol: 'udp', purpose: 'Calls' },
  };
  const said = page(one(publishing(ssh, media)));
  expect(said).toContain(
    '- **Only these ports are reachable**, each with the guards of what answers there and no other: `2222/tcp` of `git` (Git over SSH), `10000-10001/udp` of `git` (Calls). Nothing else publishes a port beyond loopback.',
  );
  expect(page(one(publishing()))).toContain(
    '- **Nothing is reachable from beyond this host.** No service publishes a port beyond loopback.',
  );
});

test.each<[Publish['published'], Publish['target'], string]>([
  ['10000-10002', '10000-10001', '3 ports to 2'],
  [80, '80-81', '1 ports to 2'],
  ['90-80', '90-80', 'one of them is no range of ports'],
  ['0-1', '1-2', 'one of them is no range of ports'],
  ['65535-65536', '1-2', 'one of them is no range of ports'],
])('%s to %s is refused', (published, target, why) => {
  expect(() => publishing({ published, target, protocol: 'tcp' })).toThrow(
    expect.objectContaining({
      code: 'bad-prop',
      message: `publish of "git" leads ${published} to ${target}: ${why}`,
    }),
  );
});
