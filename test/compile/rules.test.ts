import { describe, expect, test } from 'vitest';
import type { Rule, Target } from '../../constructs/index.ts';
import { App, Environment, Service, Stack } from '../../constructs/index.ts';
import { examine } from '../../src/api/examine.ts';
import { compile } from '../../src/compile.ts';
import { operations } from '../../src/targets/operations/index.ts';

/** A rule of an author's that finds this in each stack. */
const finding = (answer: unknown, id = 'acme-odd'): Rule => ({
  id,
  severity: 'warn',
  summary: 'Nothing is odd.',
  check: () => answer as never, // as JavaScript may
  about: { why: 'What is odd is not even.' },
});

const said = { path: 'shop-test/site/web', message: '"web" is odd', fix: 'make it even' };

function app(rules: readonly Rule[], targets?: readonly Target[]): App {
  const made = new App({ rules, ...(targets && { targets }) });
  const host = { cpus: 4, memory: '16gb', disk: '50gb' } as const;
  for (const environment of Environment.all({ test: { host } })) {
    const stack = new Stack(made, 'shop', environment, { title: 'Shop', version: '1.0' });
    const [site] = stack.phases('site');
    new Service(site, 'web', { image: 'example.org/shop:1.0.0' });
  }
  return made;
}

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a rule of the author', () => {
  test('is asked after those of the house, and its finding stands at the line of its construct', () => {
    const { findings, rules } = examine(app([finding([said])]));
    expect(findings).toEqual([
      {
        ...{ rule: 'acme-odd', severity: 'warn', ...said },
        place: expect.objectContaining({ file: import.meta.filename, line: 25 }),
      },
    ]);
    expect(rules.at(-1)?.id).toBe('acme-odd');
  });

  test('says the severity of one finding, and an error of its keeps every file from being written', () => {
    const { artifacts, findings } = compile(app([finding([{ ...said, severity: 'error' }])]));
    expect({ artifacts, severity: findings[0]?.severity }).toEqual({ artifacts: [], severity: 'error' });
  });

  test('is acknowledged, also by another construct that it names', () => {
    const made = app([finding([{ ...said, path: 'shop-test', also: ['shop-test/site/web'] }])]);
    const [stack] = made.node.children.filter((child) => child instanceof Stack);
    const [web] = made.node.findAll().filter((one) => one instanceof Service);
    if (web !== undefined) stack?.acknowledge('acme-odd', [web], 'It is meant to be.');
    expect(compile(made).findings).toEqual([]);
  });
});

describe('two rules of one name', () => {
  test.each(['image-pinned', 'terraform-keeps', 'acknowledgement', 'raw-key', 'schema', 'validate'])(
    '%s is one of ours, chosen or not',
    (id) => {
      expect(() => compile(app([finding([], id)]))).toThrow(
        expect.objectContaining({
          code: 'rule-twice',
          message: `a rule of the app is called "${id}", and Stowage has one, too: nobody could tell whose a finding is`,
          fix: `give it a name of its own, for example with yours before it: acme-${id}`,
        }),
      );
    },
  );

  test('nor may two of his have it, be it by way of a target', () => {
    expect(() => app([finding([]), finding([])])).toThrow(expect.objectContaining({ code: 'rule-twice' }));
    const target = { id: 'odd', rules: [finding([])], stackFiles: () => [] };
    expect(() => compile(app([finding([])], [target]))).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('"acme-odd", and there are two'),
      }),
    );
  });

  test('the same one may come by way of two targets', () => {
    const one = finding([said]);
    const target = (id: string): Target => ({ id, rules: [one], stackFiles: () => [] });
    expect(compile(app([], [target('odd'), target('even')])).findings).toHaveLength(1);
  });

  test('those of the operations repository are ours, from whichever copy of Stowage', () => {
    const { id, rules = [], ...rest } = operations();
    const copy = { id, rules: rules.map((rule) => ({ ...rule })), ...rest };
    expect(compile(app([], [copy])).findings).toEqual([]);
  });
});

describe('a rule that is wrong itself', () => {
  test.each<[string, unknown]>([
    ['answers a value of type undefined, not a list of findings', undefined],
    ['answers null, not a list of findings', null],
    ['answers a promise, not a list of findings', Promise.resolve([])],
    ['answers a finding without a path, a message or a fix', [undefined]],
    ['answers a finding without a path, a message or a fix', [{ ...said, fix: '' }]],
    ['answers a finding of the severity "fatal"', [{ ...said, severity: 'fatal' }]],
    ['answers a finding whose "also" is no list of paths', [{ ...said, also: 'web' }]],
    ['finds something at "web", which is no construct of "shop-test"', [{ ...said, path: 'web' }]],
    [
      'finds something at "shop-tester", which is no construct of "shop-test"',
      [{ ...said, path: 'shop-tester' }],
    ],
  ])('%s', (what, answer) => {
    expect(() => compile(app([finding(answer)]))).toThrow(
      expect.objectContaining({
        code: 'bad-finding',
        at: 'shop-test',
        message: `the rule "acme-odd" ${what}`,
      }),
    );
  });

  test('throws, and is blamed at the line that threw', () => {
    const rule: Rule = {
      ...finding([]),
      check: ({ services }) => {
        throw new TypeError(`no ${services.length}`);
      },
    };
    expect(thrown(() => examine(app([rule])))).toMatchObject({
      error: {
        code: 'rule-throws',
        message: 'the rule "acme-odd" throws TypeError: no 1 when it is given "shop-test"',
        fix: 'mend the rule, or take it out of the app until it is mended; --debug shows the trace',
        cause: expect.any(TypeError),
      },
      place: { file: import.meta.filename },
    });
  });

  test('throws what is no error: then the stack that it was given is all that is known of where', () => {
    const rule: Rule = {
      ...finding([]),
      check: () => {
        throw 42;
      },
    };
    expect(() => compile(app([rule]))).toThrow(
      expect.objectContaining({
        code: 'rule-throws',
        at: 'shop-test',
        message: 'the rule "acme-odd" throws 42 when it is given "shop-test"',
      }),
    );
  });

  test('so is a target that throws', () => {
    const odd: Target = {
      id: 'odd',
      stackFiles: () => {
        throw new Error('no disk');
      },
    };
    expect(() => compile(app([], [odd]))).toThrow(
      expect.objectContaining({
        code: 'target-throws',
        message: 'the target "odd" throws Error: no disk when it is given "shop-test"',
      }),
    );
  });
});
