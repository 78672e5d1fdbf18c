import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Image, Phase, TakenOver, TakeoverMethod } from '../../../constructs/index.ts';
import { Postgres, Service, Volume } from '../../../constructs/index.ts';
import { authored } from '../../support/author.ts';
import type { HostWithVolumes } from '../../support/docker-with-volumes.ts';
import { hostWithVolumes } from '../../support/docker-with-volumes.ts';

/** How the data of a made-up product are taken over: the volume must have a key. */
const moved: TakeoverMethod = {
  name: 'cellar',
  script: `# Bottles: SERVICE VOLUME SHELF. Sourced by adopt.
# shellcheck shell=bash

examine_cellar() {
  local source
  source=$(source_of "$2")
  case $source in '' | tar) return ;; esac
  [ "$(helper "$(volume_image "$2")" 'cat /volume/key 2>/dev/null || true' "$source:/volume:ro" </dev/null)" = "$3" ] ||
    objection "the volume $source has no shelf $3, which $1 needs" 'is it the right project?'
}
settle_cellar() {
  noted "settled $1" || say "Telling $1 about $3."
  note "settled $1"
}
remains_cellar() { say "Wipe $3."; }
`,
  startsTwice: 'A door that was slammed stays shut for a moment.',
  archive: {
    product: 'Cellar',
    script: `# A crate. A part of scripts/adopt-tar.sh.
# shellcheck shell=bash

# look_into_tar: it has a key.
look_into_tar() {
  tar=$(realpath -- "$tar")
  local list
  list=$(unzipped | tar -tf -)
  grep -Fxq key <<<"$list" || refuse_tar 'it has no key' 'take another crate'
  tar_root='' tar_kibibytes=4
}
`,
  },
};

class Cellar extends Service {
  constructor(
    scope: Phase,
    id: string,
    props: { readonly image: Image; readonly taken?: Partial<TakenOver> },
  ) {
    super(scope, id, { image: props.image, health: { exec: ['true'] } });
    const data = new Volume(this, `${id}_data`, { holds: 'Bottles' });
    this.mount(data, '/srv/bottles');
    this.takeOver({ method: moved, words: ['red wine'], volumes: [data], ...props.taken });
  }
}

const image = 'example/cellar:1.0';
const confirmed = { CONFIRM: 'shop-test' };
const model = (make: (core: Phase) => void = () => {}) =>
  authored((core) => {
    new Cellar(core, 'cellar', { image });
    make(core);
  });

/** A host with the project `before`, and a stack that takes it over. */
function host(stack = model()): HostWithVolumes {
  const made = hostWithVolumes(stack);
  made.put('before_cellar_data', { key: 'red wine', 'a/1961': 'full' });
  return made;
}

/** Makes an archive of these files in the folder above. */
function crate(made: HostWithVolumes, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) made.folder.write(`../crate/${path}`, content);
  const { status } = spawnSync('tar', ['-czf', '../crate.tar.gz', ...Object.keys(files)], {
    cwd: join(made.folder.path, '../crate'),
  });
  expect(status).toBe(0);
}

describe('a product that brings a takeover of its own', () => {
  test('is looked at, copied, settled, and says what is left', () => {
    const { run, files, folder } = host();
    const { status, out, err } = run('scripts/adopt before', confirmed);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(files('shop-test_cellar_data')).toEqual({ key: 'red wine', 'a/1961': 'full' });
    expect(out).toMatch(/Telling cellar about red wine\.\n(?:.*\n)*Wipe red wine\.\n/);
    expect(folder.read('scripts/adopt')).toContain(
      '# shellcheck source-path=SCRIPTDIR source=adopt-cellar.sh\n. scripts/adopt-cellar.sh\n',
    );
    expect(folder.read('scripts/adopt')).toContain(`\n# ${moved.startsTwice}\n`);
    expect(folder.read('scripts/adopt-plan.sh')).toContain(
      `each_takeover() {\n  "\${1}_cellar" cellar cellar_data 'red wine'\n}\n`,
    );
  });

  test('may object', () => {
    const made = hostWithVolumes(model());
    made.put('before_cellar_data', { key: 'white wine' });
    expect(made.run('scripts/adopt before', confirmed)).toMatchObject({
      status: 1,
      err: expect.stringContaining('the volume before_cellar_data has no shelf red wine, which cellar needs'),
    });
  });

  test('may take an archive', () => {
    const made = host();
    crate(made, { key: 'red wine', 'b/1982': 'full' });
    const { status, err } = made.run('scripts/adopt --tar ../crate.tar.gz', confirmed);
    expect([status, err]).toEqual([0, expect.stringContaining('the archive holds Cellar alone')]);
    expect(made.files('shop-test_cellar_data')).toEqual({ key: 'red wine', 'b/1982': 'full' });
    expect(made.folder.read('Makefile')).toContain("TAR=... is an archive of Cellar's volume");
    const other = host();
    crate(other, { bottle: '' });
    expect(other.run('scripts/adopt --tar ../crate.tar.gz', confirmed).err).toContain(
      'cannot be brought in: it has no key',
    );
  });
});

describe('archives of two products in one stack', () => {
  const both = () =>
    host(
      model((core) => new Postgres(core, 'db', { image: 'postgres:16.4', database: 'shop', backup: false })),
    );
  const bring = 'scripts/adopt --tar ../crate.tar.gz';

  test('the service says of which product it is', () => {
    const made = both();
    crate(made, { key: 'red wine' });
    expect(made.run(bring, confirmed).err).toContain('cellar db all keep their data in Cellar or PostgreSQL');
    expect(made.run(`${bring} --into web`, confirmed).err).toContain(
      '"web" is no service of Cellar or PostgreSQL here',
    );
    expect(made.run(`${bring} --into db`, confirmed).err).toContain(
      'it holds no data directory of PostgreSQL (no PG_VERSION)',
    );
    expect(made.run(`${bring} --into cellar`, confirmed).status).toBe(0);
    expect(made.files('shop-test_cellar_data')).toEqual({ key: 'red wine' });
  });

  test('it is known again after a kill', () => {
    const made = both();
    crate(made, { key: 'red wine' });
    made.folder.write('../kill-at', '* up --no-start');
    expect(made.run(`${bring} --into cellar`, confirmed).status).not.toBe(0);
    expect(made.files('shop-test_cellar_data')).toBeUndefined();
    expect(made.run('scripts/adopt', confirmed).status).toBe(0);
    expect(made.files('shop-test_cellar_data')).toEqual({ key: 'red wine' });
  });
});

test('without a product that takes archives nobody speaks of them', () => {
  const { archive, ...without } = moved;
  const made = hostWithVolumes(
    authored((core) => new Cellar(core, 'cellar', { image, taken: { method: without } })),
  );
  expect([archive?.product, made.folder.read('scripts/adopt')]).toEqual([
    'Cellar',
    expect.not.stringContaining('an archive of'),
  ]);
  expect(made.folder.read('Makefile')).toContain('Take over the data of another project, FROM=...\n');
  expect(made.run('scripts/adopt --tar x', confirmed).err).toContain(
    'no service here can be given an archive',
  );
});

describe('a takeover that cannot be is refused', () => {
  const refusal = (taken: Partial<TakenOver>) => () =>
    authored((core) => new Cellar(core, 'cellar', { image, taken }));

  test('a function that is missing', () => {
    const script = moved.script.replace('remains_cellar', 'remains');
    expect(refusal({ method: { ...moved, script } })).toThrow(
      expect.objectContaining({
        code: 'method-functions',
        message: 'the takeover "cellar" of "cellar" has no function remains_cellar',
      }),
    );
  });

  test('an archive that nobody can look into', () => {
    const archive = { product: 'Cellar', script: 'look() { :; }\n' };
    expect(refusal({ method: { ...moved, archive } })).toThrow(
      expect.objectContaining({
        code: 'method-functions',
        message: 'the takeover "cellar" of "cellar" has no function look_into_tar',
      }),
    );
  });

  test('two that have one name', () => {
    const two = () =>
      model(
        (core) => new Cellar(core, 'attic', { image, taken: { method: { ...moved, startsTwice: 'No.' } } }),
      );
    expect(two).toThrow(
      expect.objectContaining({
        code: 'method-twice',
        at: 'shop-test/core/attic',
        message:
          'two takeovers are called "cellar": that of "shop-test/core/attic" is not that of "shop-test/core/cellar"',
      }),
    );
  });
});
