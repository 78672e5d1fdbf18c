import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

const noShell = 'exec: "sh": executable file not found in $PATH';
const onHost = "*'--entrypoint /bin/sh bare '*)";
const given = 'printf "[%s]" "$(cat)"';

/** A helper, asked by a line, where `docker` answers so. */
function helped(answers: string, line: string) {
  const folder = operationsFolder(shop(), answers);
  const all = `set -euo pipefail; . scripts/common.sh; . scripts/volumes.sh; PROJECT=shop-test; ${line}`;
  return { ...folder.run(all), calls: folder.calls().split('\n').slice(0, -1) };
}

describe('an image whose programs read files', () => {
  test('is started once, and gets what comes in', () => {
    const { status, out, err, calls } = helped(
      `*' ls') ${given}; echo odd >&2; exit 3 ;;\n*) ;;`,
      `helper good : v:/volume:ro </dev/null; echo in | helper good ls v:/volume`,
    );
    expect({ status, out, err }).toEqual({ status: 3, out: '[in]', err: 'odd\n' });
    expect(calls).toHaveLength(2);
    expect(calls.join('\n')).not.toContain('--mount');
  });

  test('is asked first where something comes in', () => {
    const { out, calls } = helped(
      `*' ls') ${given} ;;\n*) cat >/dev/null; echo no ;;`,
      'echo in | helper good ls v:/volume',
    );
    expect([out, calls.length]).toEqual(['[in]', 2]);
  });
});

describe('the programs of the host', () => {
  test.each([
    ['where it has no shell', `echo '${noShell}' >&2; exit 127`],
    ['where it has no tar', 'exit 121'],
  ])('%s, and nothing that comes in is lost', (_, fails) => {
    const { status, out, err, calls } = helped(
      `${onHost} ${given} ;;\n*) ${fails} ;;`,
      'echo in | helper bare ls v:/volume; helper bare ls v:/volume </dev/null',
    );
    expect({ status, out, err }).toEqual({ status: 0, out: '[in][]', err: '' });
    const [asked, probed, first, ...later] = calls;
    expect(asked).toContain('--entrypoint sh bare');
    expect(
      [probed, first].map((call) => call?.includes('type=bind,source=/usr,target=/usr,readonly')),
    ).toEqual([true, true]);
    // The pipe was a shell of its own: what it found out went with it.
    expect(later.map((call) => call.includes('--mount'))).toEqual([false, true]);
    expect(
      calls.filter(
        (call) =>
          !call.includes('--network none --cap-drop ALL --security-opt no-new-privileges --read-only'),
      ),
    ).toEqual([]);
  });

  test('are no answer to a script that fails', () => {
    const { status, err, calls } = helped(
      `*) echo 'sh: 1: psql: not found' >&2; exit 127 ;;`,
      'helper good psql v:/volume </dev/null',
    );
    expect({ status, err, calls: calls.length }).toEqual({
      status: 127,
      err: 'sh: 1: psql: not found\n',
      calls: 1,
    });
  });

  test('are missing: that is said', () => {
    const { status, err } = helped(
      `${onHost} exit 121 ;;\n*) exit 121 ;;`,
      'helper bare ls v:/volume </dev/null',
    );
    expect({ status, err }).toEqual({
      status: 1,
      err: 'error: neither bare nor this host has all that reads a volume in a container: sh tar du df cp stat chown chmod\n       install them on this host\n',
    });
  });
});
