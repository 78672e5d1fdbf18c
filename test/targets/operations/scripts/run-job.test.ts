import { describe, expect, test } from 'vitest';
import { stack } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

/** Everything that Docker has is described. */
const nothingLeft = `*' config --format json'*) printf '%s' '{"services":{"web":{"image":"web"},"edge":{},"migrate":{},"second":{}},"volumes":{"data":{"name":"shop-test_data"}}}' ;;
'ps --all --filter '*) echo 'c0ffee web shop-test-web-1' ;;
'volume ls '*) echo 'shop-test_data data' ;;
'network ls '*) ;;`;

/** What docker says about a job that was started and has ended with this code. */
const ends = (code: number, running = 'false') => `${nothingLeft}
'compose '*) ;;
'ps '*) echo c0ffee ;;
*State.Running*) echo ${running} ;;
*State.StartedAt*) echo 2026-11-23T03:00:00Z ;;
*State.OOMKilled*) echo ${code === 137} ;;
'logs '*) echo migrating ;;
'wait '*) echo ${code} ;;
'inspect '*) echo migrate exited ${code} healthy no ;;`;

const up = 'compose --project-name shop-test up --detach --force-recreate migrate\n';

describe('a job', () => {
  test('runs anew in its own container, and shows what it says', () => {
    const folder = operationsFolder(stack(), ends(0));
    expect(folder.run('scripts/run-job migrate')).toEqual({ status: 0, out: 'migrating\n', err: '' });
    expect(folder.calls()).toContain(up);
    expect(folder.calls()).toContain('logs --follow --since 2026-11-23T03:00:00Z c0ffee\n');
    expect(folder.calls()).not.toContain(' run ');
  });

  test('that fails ends the script with its own code', () => {
    expect(operationsFolder(stack(), ends(7)).run('scripts/run-job migrate second')).toEqual({
      status: 7,
      out: 'migrating\n',
      err: 'error: migrate failed with exit code 7\n       its output again: make logs SERVICE=migrate\n',
    });
  });

  test('that was killed for its memory says so', () => {
    const { err } = operationsFolder(stack(), ends(137)).run('scripts/run-job migrate');
    expect(err).toContain('warning: migrate was killed: it needs more memory than its limit\n');
  });

  test('that is running is followed, not begun again', () => {
    const folder = operationsFolder(stack(), ends(0, 'true'));
    expect(folder.run('scripts/run-job migrate').out).toBe(
      'migrate is running already; this is what it says:\nmigrating\n',
    );
    expect(folder.calls()).not.toContain('up --detach');
  });

  test('runs as `up` would run it with --unless-done', () => {
    const folder = operationsFolder(stack(), ends(0));
    folder.run('scripts/run-job --unless-done migrate');
    expect(folder.calls()).toContain('compose --project-name shop-test up --detach migrate\n');
  });

  test('whose dependency fails names it', () => {
    const answers = `${nothingLeft}
'compose '*) echo 'dependency failed to start' >&2; exit 1 ;;
'ps '*quiet*) echo c0ffee ;;
*State.Running*) echo false ;;
'inspect '*) printf '%s\\n' 'db running 0 unhealthy unless-stopped' 'seed exited 3 healthy no' 'web created 0 healthy unless-stopped' 'queue restarting 1 healthy unless-stopped' 'ok running 0 healthy unless-stopped' 'done exited 0 healthy no' ;;`;
    const { status, err } = operationsFolder(stack(), answers).run('scripts/run-job migrate');
    expect(status).toBe(1);
    expect(err).toBe(`dependency failed to start
error: db is unhealthy
       its logs: make logs SERVICE=db
error: seed has ended with exit code 3
       its logs: make logs SERVICE=seed
error: queue ends again and again, with exit code 1
       its logs: make logs SERVICE=queue
error: shop-test is not up
       mend what is said above, then run the same command again
`);
  });
});

test('start passes on what is not healthy', () => {
  const answers = `${nothingLeft}
'compose '*) exit 1 ;;
'ps '*) echo c0ffee ;;
'inspect '*) echo web running 0 starting unless-stopped ;;`;
  const folder = operationsFolder(stack(), answers);
  const { status, err } = folder.run('scripts/start web edge');
  expect(status).toBe(1);
  expect(err).toContain('error: web is starting\n');
  expect(folder.calls()).toContain('compose --project-name shop-test up --detach --wait web edge\n');
});
