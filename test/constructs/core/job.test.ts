import { expect, test } from 'vitest';
import type { JobProps } from '../../../constructs/index.ts';
import { Job, Service } from '../../../constructs/index.ts';
import { authored, authoredService } from '../../support/author.ts';

const image = 'example/web:1.0';
const health = { exec: ['true'] } as const;
const job = (props: Partial<JobProps> = {}) =>
  authoredService(
    authored((core) => new Job(core, 'migrate', { image, ...props })),
    'migrate',
  ).model;

test('it runs once, is not restarted, and has a target of the Makefile', () => {
  expect(job()).toMatchObject({
    kind: 'job',
    restart: 'no',
    job: { runs: 'once', target: 'migrate', help: { en: 'Run migrate', id: 'Menjalankan migrate' } },
  });
});

test('its help is what it is said to do, or words of its own', () => {
  expect(job({ description: 'Makes the tables' }).job?.help).toBe('Makes the tables');
  expect(job({ description: { en: 'Makes the tables', id: 'Membuat tabel' } }).job?.help).toEqual({
    en: 'Makes the tables',
    id: 'Membuat tabel',
  });
  expect(job({ description: 'Makes the tables', help: 'Make them now', target: 'tables' }).job).toEqual({
    runs: 'once',
    target: 'tables',
    help: 'Make them now',
  });
});

test('whatever is later waits until it has exited 0', () => {
  const model = authored((core, site) => {
    const db = new Service(core, 'db', { image, health });
    new Job(core, 'migrate', { image }).waitFor(db);
    new Service(site, 'web', { image });
  });
  expect(authoredService(model, 'web').waits).toEqual(['db healthy', 'migrate completed']);
});

test('nobody waits for one that only starts by name, and it still waits itself', () => {
  const model = authored((core, site) => {
    new Service(core, 'db', { image, health });
    new Job(core, 'repair', { image, profile: 'tools' });
    new Job(site, 'check', { image, profile: 'tools' });
    new Service(site, 'web', { image });
  });
  expect(authoredService(model, 'web').waits).toEqual(['db healthy']);
  expect(authoredService(model, 'check').waits).toEqual(['db healthy']);
  expect(authoredService(model, 'check').model.profile).toBe('tools');
});

test('a phase of tools alone does not loosen the order', () => {
  const model = authored((core, site, stack) => {
    const [last] = stack.phases('last');
    new Service(core, 'db', { image, health });
    new Job(site, 'check', { image, profile: 'tools' });
    new Service(last, 'web', { image });
  });
  expect(authoredService(model, 'web').waits).toEqual(['db healthy']);
});

test('an upgrade may ask it first, in a service that is written later', () => {
  const model = authored((core, site) => {
    const later: Service[] = [];
    const upgradeGate = () => {
      const [web] = later;
      if (web === undefined) throw new Error('asked before the tree was complete');
      return web;
    };
    new Job(core, 'check', { image, profile: 'tools', upgradeGate });
    later.push(new Service(site, 'web', { image }));
  });
  expect(authoredService(model, 'check').model.job?.upgradeGate).toBe('web');
});

test('a gate that answers no service is refused at the job', () => {
  const upgradeGate = (() => undefined) as unknown as () => Service;
  const wrong = () => authored((core) => new Job(core, 'check', { image, profile: 'tools', upgradeGate }));
  expect(wrong).toThrow(
    expect.objectContaining({
      code: 'bad-prop',
      message: 'upgradeGate of "check" gives undefined, not a Service',
      fix: 'give the service that runs: upgradeGate: () => web',
      at: 'shop-test/core/check',
    }),
  );
});

test('one with a schedule is left out of the start order, and runs each time', () => {
  const model = authored((core, site) => {
    new Job(core, 'cron', { image, schedule: '*/15 * * * *' });
    new Job(core, 'tool', { image, schedule: '@daily', profile: 'tools', runs: 'once' });
    new Service(site, 'web', { image });
  });
  expect(model.services).toMatchObject([
    { profile: 'scheduled', job: { runs: 'always', schedule: '*/15 * * * *' } },
    { profile: 'tools', job: { runs: 'once', schedule: '@daily' } },
    { dependsOn: [] },
  ]);
});

test('a schedule that is no expression of cron', () => {
  expect(() => authored((core) => new Job(core, 'cron', { image, schedule: 'every 5 minutes' }))).toThrow(
    expect.objectContaining({
      code: 'bad-schedule',
      message:
        'schedule of "cron" is "every 5 minutes": it must have five fields: minute, hour, day of the month, month, day of the week',
      fix: "write for example schedule: '5 3 * * *', each day at 03:05 of the host's clock",
    }),
  );
});
