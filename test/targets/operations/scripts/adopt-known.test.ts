import { describe, expect, test } from 'vitest';
import { hostWithVolumes } from '../../../support/docker-with-volumes.ts';
import { model, postgres } from '../../../support/old-shop.ts';

describe('doctor', () => {
  const names = (...volumes: readonly string[]) => {
    const made = hostWithVolumes(model(), postgres);
    for (const one of volumes) made.put(one, {});
    return made.run('scripts/doctor').out;
  };

  test('names the projects whose volumes look like the old data, while there are none here', () => {
    const out = names('clone_pgdata', 'clone_edge_data', 'half_pgdata', 'other_db_data');
    expect(out).toContain('the volumes of the project clone look like the old ones');
    expect(out).toContain('make adopt FROM=clone');
    expect(out).not.toMatch(/FROM=(half|other)/);
    // Its name begins as those of this stack do.
    expect(names('shop-poc_pgdata', 'shop-poc_edge_data')).toContain('make adopt FROM=shop-poc');
  });

  test('not the other environments of this stack, and nobody once there are data here', () => {
    const other = ['shop-live_db_data', 'shop-live_edge_data', 'shop-live_queue_data'];
    expect(names(...other)).not.toContain('FROM=');
    expect(names('shop-test_db_data', 'clone_pgdata', 'clone_edge_data')).not.toContain('FROM=');
  });
});
