import { describe, expect, test } from 'vitest';
import { ConfigFile, Secret, Service, text, Variable } from '../../../constructs/index.ts';
import { artifactsOf } from '../../../src/compile/targets.ts';
import { authored } from '../../support/author.ts';

const made = (facts: object, format = 'caddy') =>
  authored((core) => {
    const content = { format, template: '{{notice}}', facts } as never; // any facts: what is refused, too
    new Service(core, 'web', { image: 'example:1' }).mount(
      new ConfigFile(core, 'conf', { file: 'web/conf', content }),
      '/etc/conf',
    );
  });

test('a text, with the line that says where it comes from or without', () => {
  const { files } = authored((core) => {
    new ConfigFile(core, 'a', { file: 'a', content: 'x\n' });
    new ConfigFile(core, 'b', { file: 'b', content: 'y\n', comment: '#' });
  });
  expect(files.map(({ content }) => content)).toEqual([
    { kind: 'text', text: 'x\n' },
    { kind: 'text', text: 'y\n', comment: '#' },
  ]);
});

test("a template's values become texts, at any depth, and its variables stand in .env.example", () => {
  const domain = new Variable('DOMAIN', { description: 'Host name.' });
  const key = new Secret('KEY', { description: 'Signs.' });
  const model = authored((core) => {
    const web = new Service(core, 'web', { image: 'example:1', port: 80 });
    new ConfigFile(core, 'conf', {
      file: 'web/conf',
      content: {
        format: 'caddy',
        template: '{{notice}}',
        facts: {
          name: 'x',
          many: 3,
          on: false,
          to: [{ at: web.address, url: text`https://${domain}/` }],
          key,
          password: { kind: 'env', name: 'PASSWORD' },
          most: { kind: 'memory', bytes: 7 },
        },
      },
    });
  });
  expect(model.files[0]?.content).toMatchObject({
    facts: {
      name: 'x',
      many: 3,
      on: false,
      to: [
        {
          at: [{ kind: 'address', service: 'web', port: 80 }],
          url: ['https://', { kind: 'variable', name: 'DOMAIN' }, '/'],
        },
      ],
      key: [{ kind: 'variable', name: 'KEY' }],
      password: { kind: 'env', name: 'PASSWORD' },
      most: { kind: 'memory', bytes: 7 },
    },
  });
  expect(model.variables.map(({ name }) => name)).toEqual(['DOMAIN', 'KEY']);
});

describe('refused', () => {
  const loop: Record<string, unknown> = {};
  loop.again = [loop];
  test.each([
    [
      'nothing',
      { a: undefined },
      'content.facts.a of "conf" is undefined, not a value, or a list or a map of values',
    ],
    ['null, deep inside', { a: [{ b: null }] }, 'content.facts.a[0].b of "conf" is null, not a value'],
    ['a function', { a: () => 1 }, 'content.facts.a of "conf" is a function'],
    ['a class of somebody else', { a: new Date(0) }, 'content.facts.a of "conf" is'],
    ['facts that hold themselves', loop, 'content.facts.again[0].again[0]'],
  ])('%s', (_, facts, message) => {
    expect(() => made(facts)).toThrow(
      expect.objectContaining({ code: 'bad-prop', message: expect.stringContaining(message) }),
    );
  });

  test.each([
    [
      '<a>{{name}}</a>',
      {},
      '"<a>{{name}}</a>" is no template of xml: {{name}} goes through none of its escapes (xml)',
      'mend the template: each value is a fact that goes through xml',
    ],
    [
      '<a>{{xml domain}}</a>',
      { domain: new Variable('DOMAIN', { description: 'Host name.' }) },
      '"DOMAIN" cannot stand in XML: no reader of XML replaces a variable of .env',
      "let the program put it in, where it can: { kind: 'env', name: '…' } is a variable of its container",
    ],
  ])('at its construct, a template that cannot be filled: %s', (template, facts, message, fix) => {
    const model = authored((core) => {
      const content = { format: 'xml', template, facts } as const;
      const file = new ConfigFile(core, 'conf', { file: 'web/conf', content });
      new Service(core, 'web', { image: 'example:1', env: facts }).mount(file, '/etc/conf');
    });
    expect(() => artifactsOf({ name: 'shop', stacks: [model] })).toThrow(
      expect.objectContaining({ code: 'unspellable', message, fix, at: 'shop-test/core/conf' }),
    );
  });

  test('a format that is none', () => {
    expect(() => made({}, 'toml')).toThrow(`content.format of "conf" is "toml", not 'xml' or 'caddy'`);
  });
});
