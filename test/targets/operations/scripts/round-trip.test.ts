import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RoundTripModel } from '../../../../src/model/round-trip.ts';
import type { StackModel } from '../../../../src/model/stack.ts';
import { scripts } from '../../../../src/targets/operations/scripts/scripts.ts';
import { service, stack } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

/** An order that a queue takes to a database; each script is a file of the test's, run by a real shell. */
const order: RoundTripModel = {
  what: 'an order',
  prepare: { service: 'account', target: 'make-account' },
  needs: [{ name: 'KEY', service: 'db', script: '. ../key', missing: "nobody's account is there" }],
  send: { path: '/orders', status: 202, body: `{"key":"$KEY","id":"$RUN","note":"it's $5"}` },
  stages: [
    { service: 'queue', script: '. ../read', by: 'worker', broken: 'the queue has it, and nobody reads' },
    { service: 'db', script: '. ../there', broken: 'it is lost' },
  ],
  clean: { service: 'db', script: 'printf "%s %s\\n" "$KEY" "$RUN" >>../cleaned' },
};

function shop(over: Partial<RoundTripModel> = {}): StackModel {
  return stack({
    site: ['http://shop.test'],
    smoke: [{ path: '/health', status: 200, jsonTrue: [] }],
    roundTrips: [{ ...order, ...over }],
    services: [service({ id: 'edge', edge: true, ports: [{ published: 80, target: 80, protocol: 'tcp' }] })],
  });
}

interface Plans {
  readonly stopped?: string;
  readonly key?: string;
  readonly read?: string;
  readonly there?: string;
  readonly answers?: string;
  readonly health?: string;
}

/** Its folder, with an engine whose services are this shell, and a `curl` that keeps what it sends. */
function folderWith(plans: Plans = {}, model = shop()) {
  const folder = operationsFolder(
    model,
    String.raw`
ps*) for word in "$@"; do case $word in *.service=*) echo "id-${'$'}{word##*=}" ;; esac; done ;;
"inspect --format {{.State.Running}} id-${plans.stopped ?? 'nobody'}") echo false ;;
"inspect --format {{.State.Running}} "*) echo true ;;
*exec\ -T*) sh -c "${'$'}{@: -1}" ;;`,
  );
  folder.write('../key', plans.key ?? 'echo k-1');
  folder.write('../read', plans.read ?? 'true');
  folder.write('../there', plans.there ?? 'grep -q "$RUN" ../sent');
  folder.write(
    '../bin/curl',
    `#!/bin/bash\ncase "$*" in\n*/health) printf '${plans.health ?? 'ok\\n200'}' ;;\n*/orders) printf '%s\\n' "$*" >>../asked; cat >>../sent; printf '${plans.answers ?? '\\n202'}' ;;\nesac\n`,
  );
  chmodSync(join(folder.path, '../bin/curl'), 0o755);
  const smoke = (seconds = '0') => folder.run('scripts/smoke-test', { SMOKE_SECONDS: seconds });
  return { ...folder, smoke };
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

test('sends, finds, takes away; each run has a number of its own', () => {
  const folder = folderWith();
  for (const _ of [1, 2])
    expect(folder.smoke()).toEqual({
      status: 0,
      out: expect.stringMatching(
        /^http:\/\/shop\.test answers as it must\.\nan order came through after \d+ seconds\.\n$/,
      ),
      err: '',
    });
  const sent = folder.read('../sent').trimEnd().split('\n');
  for (const line of sent)
    expect(line).toMatch(new RegExp(`^\\{"key":"k-1","id":"${uuid}","note":"it's \\$5"\\}$`));
  expect(new Set(sent).size).toBe(2);
  expect(folder.read('../cleaned').trimEnd().split('\n')).toEqual(
    sent.map((line) => `k-1 ${JSON.parse(line).id}`),
  );
  expect(folder.read('../asked')).toContain('--header Content-Type: application/json --data-binary @-');
});

test('what was looked up stands in no argument', () => {
  const folder = folderWith();
  folder.smoke();
  expect(folder.calls()).toContain('exec -T db sh -c');
  expect(folder.calls() + folder.read('../asked')).not.toContain('k-1');
});

describe('the broken link is named', () => {
  const last = '       mend what is said above, then run the same command again\n';
  const unseen = `error: http://shop.test answers, and was not seen to take through what is sent there\n${last}`;
  test.each<[string, Plans, string]>([
    [
      'nothing to send with',
      { key: 'true' },
      "error: an order was not sent: nobody's account is there\n       make it with: make make-account\n",
    ],
    [
      'what cannot be looked up',
      { key: 'echo no such table >&2; exit 1' },
      'error: an order was not sent: KEY cannot be looked up in db: no such table\n',
    ],
    [
      'what is no plain word',
      { key: `echo '"}; DROP'` },
      'error: an order was not sent: KEY in db is not one plain word\n',
    ],
    ['the store of the key stopped', { stopped: 'db' }, 'error: an order was not sent: db is not running\n'],
    [
      'the edge refuses it',
      { answers: 'no\\n401' },
      'error: an order was not taken: /orders: answers 401 instead of 202\n',
    ],
    [
      'nobody reads',
      { read: 'echo 7 not read; exit 1', there: 'exit 1' },
      'error: an order did not arrive after N seconds: the queue has it, and nobody reads (7 not read)\n       see: make logs SERVICE=worker\n',
    ],
    [
      'the reader is stopped',
      { read: 'exit 1', there: 'exit 1', stopped: 'worker' },
      'error: an order did not arrive after N seconds: the queue has it, and nobody reads\n       worker is not running: make start\n',
    ],
    [
      'the queue is stopped',
      { there: 'exit 1', stopped: 'queue' },
      'error: an order was taken, and where it stays nobody can say: queue is not running\n',
    ],
    [
      'lost at the end',
      { there: 'exit 1' },
      'error: an order did not arrive after N seconds: it is lost\n       see: make logs SERVICE=db\n',
    ],
  ])('%s', (_, plans, said) => {
    const { status, out, err } = folderWith(plans).smoke();
    expect(status).toBe(1);
    expect(out).toBe('http://shop.test answers as it must.\n');
    expect(err.replace(/after \d+ seconds/, 'after N seconds')).toBe(said + unseen);
  });

  test('also where the site does not answer as it must', () => {
    const { status, err } = folderWith({ health: 'no\\n503', read: 'exit 1', there: 'exit 1' }).smoke();
    expect(status).toBe(1);
    expect(err).toMatch(
      /^error: \/health: answers 503 instead of 200\nerror: an order did not arrive.*nobody reads\n.*\nerror: http:\/\/shop\.test does not answer as it must/,
    );
  });
});

test('waits for it, no longer than it may', () => {
  const folder = folderWith({ there: '[ -e ../tried ] || { touch ../tried; exit 1; }' });
  expect(folder.smoke('10')).toMatchObject({ status: 0 });
  const began = Date.now();
  expect(folderWith({ there: 'exit 1' }).smoke('3').err).toMatch(/did not arrive after [3-6] seconds/);
  expect(Date.now() - began).toBeLessThan(15_000);
});

test('what cannot be taken away is said, and is no failure', () => {
  const model = shop({ clean: { service: 'db', script: 'exit 1' } });
  expect(folderWith({}, model).smoke()).toMatchObject({
    status: 0,
    err: 'warning: what an order left in db is not removed yet; the next run tries again\n',
  });
});

test('a number of seconds that is none, and one that a shell would take for an octal one', () => {
  expect(folderWith().smoke('09')).toMatchObject({ status: 0 });
  expect(folderWith().smoke('a few')).toMatchObject({
    status: 1,
    err: 'error: SMOKE_SECONDS is a few\n       write a number of seconds\n',
  });
});

test('without requests of its own it claims no answer', () => {
  expect(folderWith({}, stack({ ...shop(), smoke: [] })).smoke()).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^an order came through after \d+ seconds\.\n$/),
  });
});

test('with nothing to send there is no such file', () => {
  const paths = (model: StackModel) => scripts(model).map(({ path }) => path);
  expect(paths(stack({ ...shop(), roundTrips: [] }))).not.toContain('scripts/round-trip.sh');
  expect(paths(stack({ ...shop(), smoke: [] }))).toEqual(
    expect.arrayContaining(['scripts/round-trip.sh', 'scripts/smoke-test']),
  );
});
