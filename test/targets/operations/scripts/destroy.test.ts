import { describe, expect, test } from 'vitest';
import type { StackModel } from '../../../../src/model/stack.ts';
import { environment, service, stack } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

const model = (guarded: boolean): StackModel =>
  stack({
    environment: { ...environment, guarded },
    services: [service(), service({ id: 'check', kind: 'job', profile: 'tools' })],
  });

const answers = `'ps '*) printf 'shop-test-web-1\\nshop-test-db-1\\n' ;;
'network ls '*) echo shop-test_default ;;
'volume ls --filter label=com.docker.compose.project=shop-test '*) echo shop-test_data ;;
'volume ls --quiet --filter label=stowage.cache=shop-test') echo shop-test-offsite-cache ;;
'volume rm shop-test-offsite-cache') ;;
'volume ls --filter label=stowage.project=shop-test '*) echo shop-test_data.before-20261123T030000Z ;;
'volume rm '*) ;;
'compose '*) ;;`;

const down = 'compose --project-name shop-test --profile * down --volumes --remove-orphans\n';

describe('destroy', () => {
  test('lists what goes, deletes it, and names what a restore put aside', () => {
    const folder = operationsFolder(model(true), answers);
    expect(folder.run('CONFIRM=shop-test scripts/destroy')).toEqual({
      status: 0,
      err: '',
      out: `Containers:
  shop-test-web-1
  shop-test-db-1
Networks:
  shop-test_default
Volumes, with all that is in them:
  shop-test_data
All of this will be deleted from test; there is no way back but a backup.
Volumes that a restore put aside are still here; "docker volume rm" deletes them:
  shop-test_data.before-20261123T030000Z
Destroyed shop-test. .env and backups/ were not touched.
`,
    });
    expect(folder.calls()).toContain(down);
    // Compose leaves the volumes that are no longer described.
    expect(folder.calls()).toContain('volume rm shop-test_data\n');
    expect(folder.calls()).toContain('volume rm shop-test-offsite-cache\n');
  });

  test.each([
    ['goes on where a network alone is left', '', 'shop-test_default', 0],
    ['stops where a container is left', 'c0ffee', 'shop-test_default', 1],
    ['stops where nothing is left, and Compose failed', '', '', 1],
  ])('%s', (_, container, network, status) => {
    const folder = operationsFolder(
      model(true),
      `'ps --all --quiet '*) printf '%s' '${container}' ;;
'network ls '*) printf '%s' '${network}' ;;
*' down '*) echo 'error while removing network: network shop-test_default has active endpoints' >&2; exit 1 ;;
${answers}`,
    );
    const ended = folder.run('CONFIRM=shop-test scripts/destroy');
    expect(ended.status).toBe(status);
    expect(folder.calls().includes('volume rm shop-test_data\n')).toBe(status === 0);
    expect(ended.err).toContain(
      status === 0
        ? 'warning: the network shop-test_default stays, with nothing of shop-test on it: once the engine was started again, docker network rm shop-test_default removes it\n'
        : 'error: shop-test is not down\n       mend what is said above, then run the same command again\n',
    );
  });

  test.each([
    ['without an answer', true, ''],
    ['with another name', true, 'CONFIRM=shop-production'],
    ['with a yes, where it is guarded', true, 'CONFIRM=yes'],
    ['without an answer, where it is not guarded', false, ''],
  ])('deletes nothing %s', (_, guarded, confirm) => {
    const folder = operationsFolder(model(guarded), answers);
    const { status, err } = folder.run(`${confirm} scripts/destroy </dev/null`);
    expect(status).toBe(1);
    expect(err).toContain('shop-test');
    expect(folder.calls()).not.toContain('down');
  });

  test('takes a yes where it is not guarded', () => {
    const folder = operationsFolder(model(false), answers);
    expect(folder.run('CONFIRM=yes scripts/destroy').status).toBe(0);
    expect(folder.calls()).toContain(down);
  });
});
