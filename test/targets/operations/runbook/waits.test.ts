import { expect, test } from 'vitest';
import { health } from '../../../support/health.ts';
import { service, stack } from '../../../support/model.ts';
import { one, page } from './pages.ts';

const chapter = (content: string) =>
  content.slice(content.indexOf('## Services and start order')).split('\n## ')[0] ?? '';

test('what has no health check, and what is not waited for until it is healthy, is named', () => {
  const services = [
    service({ id: 'db', health }),
    service({ id: 'queue', health }),
    service({ id: 'worker' }),
    service({
      id: 'web',
      health,
      dependsOn: [
        { service: 'db', condition: 'started' },
        { service: 'queue', condition: 'started' },
        { service: 'worker', condition: 'started' },
      ],
    }),
  ];
  const said = chapter(page(one(stack({ services }))));
  expect(said).toContain(`
These have no health check, so whatever waits for them waits only until they have started, and \`make status\` shows that they run, not that they work:
\`worker\`.

\`web\` waits only for the start of \`db\`, \`queue\`.
`);
});

test('nothing is said of it where all are waited for until they are healthy', () => {
  const services = [
    service({ id: 'db', health }),
    service({ id: 'web', health, dependsOn: [{ service: 'db', condition: 'healthy' }] }),
  ];
  const said = chapter(page(one(stack({ services }))));
  expect(said).not.toContain('have no health check');
  expect(said).not.toContain('waits only');
});
