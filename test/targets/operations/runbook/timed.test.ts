import { expect, test } from 'vitest';
import { said, service } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';
import { one, page } from './pages.ts';

const cron = service({
  id: 'cron',
  kind: 'job',
  profile: 'scheduled',
  description: said('Sends | mails.'),
  job: { runs: 'always', target: 'cron', help: said('Mails'), schedule: '*/15 * * * *' },
});

test('the jobs that timers run, and when', () => {
  const content = page(one(shop({ services: [...shop().services, cron] })));
  expect(content).toContain(`
| Job | When (cron) | What it does |
|---|---|---|
| \`cron\` | \`*/15 * * * *\` | Sends \\| mails. |
`);
  expect(content).toContain('A failure calls `BACKUP_PING_URL`, as one of a backup does.');
  expect(content).toContain('| `make unschedule` | Takes them away again; needs root |');
});

test('without backups nothing is said of theirs', () => {
  const { schedule: _, ...others } = shop({ services: [...shop().services, cron] });
  const content = page(one(others));
  expect(content).toContain('| `make schedule` | Installs the timers of the jobs on this host; needs root |');
  expect(content).not.toContain('BACKUP_PING_URL');
});
