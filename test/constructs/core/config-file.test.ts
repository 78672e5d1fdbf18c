import { describe, expect, test } from 'vitest';
import { caddyfile } from '../../../constructs/blocks/caddy/syntax.ts';
import { ConfigFile, Secret, Service, text, Variable } from '../../../constructs/index.ts';
import { artifactsOf } from '../../../src/compile/targets.ts';
import { renderConfigFile } from '../../../src/files/config-file.ts';
import { authored } from '../../support/author.ts';

const made = (facts: object, format: unknown = caddyfile) =>
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
        format: caddyfile,
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
      '"<a>{{name}}</a>" is no template of xml: {{name}} goes through none of its escapes (xml, bare)',
      'mend the template: each value is a fact that goes through xml or bare',
    ],
    [
      '<a>{{xml name}}</a>',
      { name: '\u0001' },
      '"\\u0001" cannot stand in XML: it has U+0001',
      'write it in another way: no quoting of that format keeps it',
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
    expect(() => made({}, 'tom')).toThrow(`content.format of "conf" is "tom", not`);
  });
});

test('a file whose program reads its own variables has no place for a host to fill', () => {
  const domain = new Variable('DOMAIN', { description: 'Host name.' });
  expect(made({ site: domain }).files[0]).not.toHaveProperty('rendered');
  expect(made({ site: domain }, 'yaml').files[0]).toHaveProperty('rendered.format', 'yaml');
});

describe('a file that the host fills', () => {
  const password = new Secret('DB_PASSWORD', { description: 'Opens the database.' });
  const filledBy = (content: ConstructorParameters<typeof ConfigFile>[2]['content']) =>
    authored((core) => {
      const config = new ConfigFile(core, 'conf', { file: 'web/conf', content, comment: '#' });
      new Service(core, 'web', { image: 'example:1', user: '7' }).mount(config, '/etc/conf');
    });
  const generated = (content: ConstructorParameters<typeof ConfigFile>[2]['content']) => {
    const model = filledBy(content);
    const [file] = model.files;
    return file && renderConfigFile(model, file).replace(/^.*\n/, '');
  };

  test('is mounted where the host makes it, and generated as a template', () => {
    const model = filledBy({ format: 'yaml', text: text`a: ${password}\n` });
    expect(model.files[0]).toEqual({
      path: 'shop-test/core/conf',
      file: 'rendered/web/conf',
      content: {
        kind: 'placed',
        format: 'yaml',
        pieces: ['a: ', { value: [{ kind: 'variable', name: 'DB_PASSWORD' }], bare: false }, '\n'],
        comment: '#',
      },
      rendered: { template: 'web/conf.template', format: 'yaml' },
    });
    expect(model.services[0]?.mounts).toEqual([
      { kind: 'file', file: 'rendered/web/conf', target: '/etc/conf', readOnly: true },
    ]);
  });

  test('without a secret or a variable nothing is left for the host', () => {
    const model = filledBy({ format: 'yaml', text: text`a: ${'x"y'}\nb: ${8}\nc: ${true}\n` });
    expect(model.files[0]).toMatchObject({ file: 'web/conf' });
    expect(model.files[0]?.rendered).toBeUndefined();
    expect(generated({ format: 'yaml', text: text`a: ${'x"y'}\nb: ${8}\nc: ${true}\n` })).toBe(
      'a: "x\\"y"\nb: 8\nc: true\n',
    );
  });

  test('a template has the escapes of its format', () => {
    const facts = { password, url: text`http://x:${password}@y/"`, port: 8 };
    const of = (format: 'toml' | 'xml' | 'ini', template: string) =>
      generated({ format, template: `#\n${template}`, facts });
    expect(of('toml', '{{toml url}} {{bare port}} {{bare password}}')).toBe(
      '"http://x:@{DB_PASSWORD}@y/\\"" 8 @{bare DB_PASSWORD}',
    );
    expect(of('xml', '<a>{{xml url}}</a>')).toBe('<a>http://x:@{DB_PASSWORD}@y/&quot;</a>');
    expect(of('ini', 'a={{ini password}}')).toBe('a=@{DB_PASSWORD}');
  });

  test.each([
    ['yaml', text`a: "${password}"`],
    ['yaml', text`a: x${password}`],
    ['yaml', text`a:${password}`],
    ['json', text`{"a": "x-${password}"}`],
    ['toml', text`a = ${password}${password}`],
    ['env', text`A='${password}'`],
  ] as const)('a value of %s is a whole one', (format, content) => {
    expect(() => filledBy({ format, text: content })).toThrow('a value of');
  });

  test('words that look like its place are refused', () => {
    expect(() => filledBy({ format: 'plain', text: text`@{DB_PASSWORD} ${password}` })).toThrow(
      '"web/conf" has the words @{DB_PASSWORD} of its own, which is how the place of DB_PASSWORD is written',
    );
  });

  test('none is copied into an image', () => {
    const make = () =>
      authored((core) => {
        const content = { format: 'plain', text: text`${password}` } as const;
        const config = new ConfigFile(core, 'conf', { file: 'web/conf', content });
        new Service(core, 'web', { image: 'example:1', build: { folder: 'web', copy: { '/conf': config } } });
      });
    expect(make).toThrow('"web/conf" has values that only the host knows, and is copied into an image');
  });
});
