import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { HostNeedsModel } from '../../../../src/model/host-needs.ts';
import { madeForRun } from '../../../../src/targets/operations/workflow/beside.ts';
import { said, service, variable } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';
import { examine } from './examine.ts';

const needing = (needs: Partial<HostNeedsModel>, id = 'web') =>
  service({ id, path: `shop-test/app/${id}`, needs: { devices: [], sysctls: [], settings: [], ...needs } });
const device = (source: HostNeedsModel['devices'][number]['source']) => ({
  devices: [{ source, access: 'rwm' }],
});
const errors = (...given: Parameters<typeof examine>) =>
  examine(...given).findings.filter((one) => /\/dev\/|kernel\.|graphics|path of a device/.test(one));

test('doctor looks for the devices that services use, also where a variable says which', () => {
  const over = {
    variables: ['STICK', 'ODD'].map((name) => variable({ name, description: said('A stick.'), default: '' })),
    services: [
      needing(device(['/dev/stowage none'])),
      needing(device(['/dev/stowage none']), 'cron'),
      needing(device(['/dev/null']), 'fine'),
      needing(device([{ kind: 'variable', name: 'STICK' }]), 'stick'),
      needing(device([{ kind: 'variable', name: 'ODD' }]), 'odd'),
      service({ id: 'raw', path: 'shop-test/app/raw', compose: { devices: ['/dev/stowage-raw'] } }),
      service({ id: 'cdi', path: 'shop-test/app/cdi', compose: { devices: ['vendor.com/class=name'] } }),
    ],
  };
  const missing = (path: string, who: string) =>
    `error: the device ${path}, which ${who} shall use, is not on this host: Docker starts nothing without it -> plug it in, or load its driver; see: ls -l /dev`;
  expect(errors({ env: 'STICK=/dev/stowage-gone\nODD=stick\n', over })).toEqual([
    missing('/dev/stowage none', 'web, cron'),
    missing('/dev/stowage-gone', 'stick'),
    'error: "stick" is no path of a device, and odd shall use it -> correct it in .env',
    missing('/dev/stowage-raw', 'raw'),
  ]);
});

test('and compares the settings of the kernel, with the most that one of them needs', () => {
  const now = Number(readFileSync('/proc/sys/kernel/pid_max', 'utf8'));
  const settings = (least: number, name = 'kernel.pid_max') => ({ settings: [{ name, least }] });
  const over = (...services: readonly object[]) => ({ over: { services: services as never } });
  expect(errors(over(needing(settings(now))))).toEqual([]);
  expect(errors(over(needing(settings(now + 1)), needing(settings(1), 'cron')))).toEqual([
    `error: kernel.pid_max of this host is ${now}, and at least ${now + 1} is needed by web, cron -> run as root: echo 'kernel.pid_max = ${now + 1}' >>/etc/sysctl.d/60-shop-test.conf && sysctl -p /etc/sysctl.d/60-shop-test.conf`,
  ]);
  expect(errors(over(needing(settings(1, 'kernel.stowage_none'))))).toEqual([
    'warning: kernel.stowage_none of the kernel cannot be seen from here, and at least 1 is needed by web -> look for it on the machine that runs the engine: sysctl kernel.stowage_none',
  ]);
  const words = readFileSync('/proc/sys/kernel/sem', 'utf8').trim();
  expect(errors(over(needing(settings(1, 'kernel.sem'))))).toEqual([
    `warning: kernel.sem of this host is "${words}", and at least 1 is needed by web -> see: sysctl kernel.sem`,
  ]);
});

test.each([{ gpus: 'all' as const }, {}])(
  'graphics cards are looked for by what hands them over: %j',
  (needs) => {
    const cards = { deploy: { resources: { reservations: { devices: [{ capabilities: ['gpu'] }] } } } };
    const one = needing(needs);
    const over = { services: [needs.gpus === undefined ? { ...one, compose: cards } : one] };
    const says =
      "warning: web shall use graphics cards, and NVIDIA's container toolkit is not on this host -> install nvidia-container-toolkit, run: nvidia-ctk runtime configure --runtime=docker, and restart Docker";
    expect(errors({ over })).toEqual([says]);
    expect(
      errors({ over, answers: "'info '*Runtimes*) printf 'io.containerd.runc.v2\\nnvidia\\n' ;;" }),
    ).toEqual([]);
  },
);

test('files with variables are looked for, and who may read them', () => {
  const over = {
    services: [
      needing({ envFiles: ['.env.shop', '.env.open'] }),
      needing({ envFiles: ['.env.shop'] }, 'cron'),
      service({
        ...{ id: 'raw', path: 'shop-test/app/raw' },
        compose: { env_file: ['./more/raw.env', { path: 'gone.env', required: false }, './.env'] },
      }),
    ],
  };
  const before = 'mkdir more; touch more/raw.env .env.open; chmod 644 more/raw.env .env.open';
  const { findings } = examine({ over, before });
  expect(findings.filter((one) => /\.env\.|raw|gone/.test(one))).toEqual([
    'error: others can read ./.env.open -> run: chmod 600 ./.env.open',
    'error: .env.shop, which has variables of web, cron, is not here: Compose starts nothing without it -> bring it, with mode 600; where it may be empty: install -m 600 /dev/null .env.shop',
    'error: others can read more/raw.env, which has variables of raw -> run: chmod 600 more/raw.env',
  ]);
});

test('those beside .env are in each backup, and empty on a runner', () => {
  const { services, ...others } = shop();
  const model = { ...others, services: [...services, needing({ envFiles: ['.env.shop'] }, 'mail')] };
  expect(operationsFolder(model).read('scripts/backup')).toContain(
    'for file in .env .env.shop docker-compose.yml',
  );
  expect(madeForRun(model).map(({ line }) => line)).toEqual(['install -D -m 600 /dev/null .env.shop\n']);
});

test('what runs elsewhere is asked at its port', async () => {
  const listening = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void listening.close());
  await once(listening, 'listening');
  const at = listening.address();
  const port = typeof at === 'object' && at !== null ? at.port : 0;
  const server = (id: string, host: string | { kind: 'variable'; name: string }, on = port) => ({
    ...{ path: `shop-test/${id}`, id, host: [host], port: on, description: 'A database.' },
  });
  const over = {
    variables: [variable({ name: 'ODD', description: said('Where.'), default: '' })],
    servers: [
      server('db', '127.0.0.1'),
      server('gone', '127.0.0.1', 1),
      server('odd', { kind: 'variable', name: 'ODD' }),
    ],
  };
  const { findings } = examine({ env: 'ODD="a b/$(reboot)"\n', over });
  expect(findings.filter((one) => /shall be/.test(one))).toEqual([
    'error: nothing answers on port 1 of 127.0.0.1, where gone shall be -> start it there, or let this host through its firewall; nothing here starts it',
    expect.stringMatching(
      /^error: "a b\/.*" is no name or address of a host, and odd shall be there -> correct/,
    ),
  ]);
});
