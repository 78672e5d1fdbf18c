import { expect, test } from 'vitest';
import { stack } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

test('shows the volumes of this project with what was put aside, the backups, and what is free', () => {
  const folder = operationsFolder(
    stack(),
    `'system df --verbose '*) printf 'other_data 9GB\\nshop-test_data 65.1MB\\nshop-test_data.before-20261123T030000Z 64MB\\n' ;;
'volume ls --quiet --filter label=com.docker.compose.project=shop-test') printf 'shop-test_new\\nshop-test_data\\n' ;;
'volume ls --quiet --filter label=stowage.project=shop-test') echo shop-test_data.before-20261123T030000Z ;;
'system df --format '*) printf 'Images|2.25GB|1GB (44%%)\\nBuild Cache|1GB|1GB\\n' ;;
'info '*) echo / ;;`,
  );
  folder.write('backups/20261123T030000Z/manifest', '');
  const { status, err, out } = folder.run('scripts/disk-usage');
  expect({ status, err }).toEqual({ status: 0, err: '' });
  const lines = out.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' = '));
  expect(lines.slice(0, 4)).toEqual([
    'VOLUME = SIZE',
    'shop-test_data = 65.1MB',
    'shop-test_data.before-20261123T030000Z = 64MB',
    'shop-test_new',
  ]);
  expect(lines).toContain('Docker: Images of every project = 2.25GB, 1GB (44%) unused');
  expect(out).toMatch(/backups +[0-9.]+K\n/);
  expect(out).toMatch(/\nfree in \/ +[0-9.]+[KMGT]\n/);
});

test('an engine that does not answer is an error', () => {
  const { status, err } = operationsFolder(stack(), "'system df '*) exit 1 ;;").run('scripts/disk-usage');
  expect(status).toBe(1);
  expect(err).toBe('error: Docker does not say what its volumes hold\n       see: docker info\n');
});
