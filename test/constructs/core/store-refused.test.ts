import { describe, expect, test } from 'vitest';
import type { BackupMethod, Phase } from '../../../constructs/index.ts';
import { archived, Volume } from '../../../constructs/index.ts';
import { StowageError } from '../../../src/model/error.ts';
import { authored } from '../../support/author.ts';
import { Cellar, compiled, draw, image } from '../../support/cellar.ts';

describe('a method that cannot be is refused at the construct that brings it', () => {
  const refusal = (...methods: readonly BackupMethod[]) => {
    try {
      compiled(...methods);
    } catch (error) {
      if (error instanceof StowageError) return [error.code, error.at, error.message, error.fix];
      throw error;
    }
    return [];
  };
  const other: BackupMethod = {
    ...draw,
    name: 'pour',
    script: draw.script.replaceAll('_draw()', '_pour()'),
    parts: {},
  };

  test('nothing is wrong with these', () => {
    expect(refusal()).toEqual([]);
    expect(refusal(draw, { ...draw })).toEqual([]);
    expect(refusal(draw, other)).toEqual([]);
  });

  test.each(['pg-dump', 'Dump', '1st', 'a b', 'a;b', ''])('the name %j', (name) => {
    expect(refusal({ ...draw, name })).toEqual([
      'bad-prop',
      undefined,
      `stored.method.name of store(…) is "${name}", not a name of lower-case letters, digits and "_"`,
      "write name: 'pg_dump'",
    ]);
  });

  test('a file that is none of the shell', () => {
    expect(refusal({ ...draw, parts: { '../start': '' } })).toEqual([
      'bad-prop',
      undefined,
      'stored.method.parts of store(…) has "../start", which is not the name of a file of the shell',
      "write for example 'tables.sh'",
    ]);
  });

  test('a function that is missing', () => {
    expect(refusal({ ...draw, script: draw.script.replace('tidy_draw()', 'tidy()') })).toEqual([
      'method-functions',
      undefined,
      'the method "draw" of "cellar" has no function tidy_draw',
      'write it into its script, from the start of a line: tidy_draw() { …; }',
    ]);
  });

  test('two that have one name', () => {
    expect(refusal(draw, { ...draw, script: `${draw.script}\n# and more\n` })).toEqual([
      'method-twice',
      'shop-test/core/attic',
      'two methods are called "draw": that of "shop-test/core/attic" is not that of "shop-test/core/cellar"',
      'give one of them another name, in its functions too',
    ]);
  });

  test('two stores that have one folder, and a volume of another stack', () => {
    class Both extends Cellar {
      constructor(
        scope: Phase,
        name: string,
        volume: Volume = new Volume(scope, 'corks', { holds: 'Corks' }),
      ) {
        super(scope, 'cellar', { image });
        this.store({ ...archived(volume), name });
      }
    }
    const stores = (name: string, other?: Volume) => authored((core) => new Both(core, name, other)).stores;
    expect(stores('corks').map((store) => [store.name, store.words])).toEqual([
      ['cellar', ['red wine']],
      ['corks', ['corks']],
    ]);
    expect(() => stores('cellar')).toThrow(
      expect.objectContaining({
        code: 'store-twice',
        at: 'shop-test/core/cellar',
        message:
          '"shop-test/core/cellar" and "shop-test/core/cellar" would both be saved into the folder cellar of a backup',
      }),
    );
    expect(() => stores('config')).toThrow(
      expect.objectContaining({
        code: 'store-name',
        at: 'shop-test/core/cellar',
        message:
          '"shop-test/core/cellar" would be saved as config, and something else of that name lies in every backup',
      }),
    );
    expect(() => stores('two words')).toThrow(
      'stored.name of store(…) is "two words", not a name of letters, digits, "_", "." and "-"',
    );
    const theirs: Volume[] = [];
    authored((core) => theirs.push(new Volume(core, 'theirs', { holds: 'Not ours' })));
    expect(() => stores('theirs', theirs[0])).toThrow(
      expect.objectContaining({
        code: 'other-stack',
        message:
          '"shop-test/core/theirs" cannot be kept with "cellar": a backup holds the volumes of one stack',
      }),
    );
  });

  test('two files that have one name', () => {
    expect(refusal(draw, { ...other, parts: { 'labels.sh': 'other' } })).toEqual([
      'shell-file-twice',
      'shop-test/core/attic',
      'two texts want to be scripts/labels.sh: that of "shop-test/core/attic" is not that of "shop-test/core/cellar"',
      'give one of them another name',
    ]);
    expect(refusal({ ...draw, parts: { 'stores.sh': '' } })).toEqual([
      'shell-file-twice',
      'shop-test/core/cellar',
      '"shop-test/core/cellar" brings scripts/stores.sh, and we write a file of that name ourselves',
      'give it another name',
    ]);
  });

  test.each([
    [
      'ours',
      { ...draw, script: `${draw.script}helper() { :; }\n` },
      'cellar',
      'draw',
      'helper',
      'volumes.sh',
    ],
    [
      'that of the program',
      { ...draw, script: `${draw.script}clean_up () { :; }` },
      'cellar',
      'draw',
      'clean_up',
      'adopt',
    ],
    [
      'of another product',
      { ...draw, script: `${draw.script}function count_rows { :; }` },
      'db',
      'pg_dump',
      'count_rows',
      'method-draw.sh',
    ],
  ] as const)('a function that is there: %s', (_, method, owner, name, twice, there) => {
    expect(refusal(method)).toEqual([
      'function-twice',
      `shop-test/core/${owner}`,
      `scripts/method-${name}.sh of "shop-test/core/${owner}" defines the function ${twice}, and so does scripts/${there}: one shell reads both, and keeps the last`,
      'give it a name of its own',
    ]);
  });

  test('a text that bash does not read to its end', () => {
    expect(refusal({ ...draw, script: `${draw.script}# \0` })).toEqual([
      'unspellable',
      'shop-test',
      expect.stringContaining('cannot stand in a shell script: it has a NUL byte'),
      'write it in another way: no quoting of that format keeps it',
    ]);
  });
});
