import { describe, expect, test } from 'vitest';
import { earlierProject } from '../../src/api/earlier.ts';
import { canonical } from '../../src/compose/canonical.ts';
import { print } from '../../src/compose/print.ts';
import { fromYaml } from '../../src/syntax/yaml-read.ts';

const later = `name: shop

services:
  web:
    image: web:1
    command: |
      services:
        web:
    # a comment

  db:
    image: db:1

volumes:
  data:
`;
const read = (text: string) => canonical(fromYaml(text)).project;
const project = read(later);

describe('an earlier file, read beside a later one', () => {
  test.each([
    ['the same', later],
    ['another value', later.replace('web:1', 'web:2')],
    ['a service more', later.replace('  db:\n', '  cache:\n    image: cache:1\n\n  db:\n')],
    ['a service less', later.replace('  db:\n    image: db:1\n', '')],
    ['another order', later.replace(/( {2}web:[\s\S]*?)( {2}db:\n.*\n)/, '$2$1')],
    ['other volumes', later.replace('  data:\n', '  other:\n')],
    ['no volumes', later.replace('\nvolumes:\n  data:\n', '')],
    ['no services', 'name: shop\n'],
    ['an anchor', later.replace('image: db:1', 'image: db:1\n    labels: &a\n      b: c')],
    [
      'an alias',
      later
        .replace('image: db:1', 'image: db:1\n    labels: *a')
        .replace('name: shop', 'x-a: &a {b: c}\nname: shop'),
    ],
    ['a merge key', `x-a: &a\n  user: '1'\n${later.replace('image: db:1', '<<: *a\n    image: db:1')}`],
    ['deeper', later.replace(/^ {2}/gm, '    ')],
    ['in one line', '{name: shop, services: {web: {image: "web:1"}}}\n'],
    ['ends of lines as on Windows', later.replaceAll('\n', '\r\n')],
    ['a quoted name', later.replace('  db:', '  "db":')],
    ['a name with a comment', later.replace('  db:', '  db: # the store')],
    ['one that only the later file has, as nothing', later.replace('    image: db:1\n', '')],
    ['without an end of the last line', later.trimEnd()],
    ['empty', ''],
  ])('%s', (_, text) => {
    const { project: found, faults } = earlierProject(text, later, project);
    expect(print(found)).toEqual(print(read(text)));
    expect(faults.map(({ message }) => message)).toEqual(
      canonical(fromYaml(text)).faults.map(({ message }) => message),
    );
    expect([...(found.services?.keys() ?? [])]).toEqual([...(read(text).services?.keys() ?? [])]);
  });

  test.each([
    later.replace('image: db:1', 'imag: db:1'),
    later.replace('  data:\n', '  - data\n'),
    'services: 3\n',
    later.replace('  db:\n    image: db:1\n', '  db: 3\n'),
    later.replace('    image: db:1\n', '    - a\n'),
    '[1]\n',
  ])('what cannot be read is told: %j', (text) => {
    const found = earlierProject(text, later, project);
    expect(found.faults).toHaveLength(1);
    expect(print(found.project)).toEqual(print(read(text)));
  });

  test('what is the same is the very same', () => {
    const { project: found } = earlierProject(later.replace('web:1', 'web:2'), later, project);
    expect(found.services?.get('db')).toBe(project.services?.get('db'));
    expect(found.services?.get('web')).not.toBe(project.services?.get('web'));
  });

  test.each([
    ['  web:\n    image: a\n  web:\n    image: b\n', 'twice'],
    ['  web:\n    image: [\n', 'Flow sequence'],
  ])('%j is refused as a whole file would be', (services, why) => {
    expect(() => earlierProject(`services:\n${services}`, later, project)).toThrow(why);
  });
});
