import { expect, test } from 'vitest';
import { fileReadable } from '../../../src/rules/file/file-readable.ts';
import { findingsOfSnippet } from '../../support/snippet.ts';

/** A file with a secret in it, as `props` have it, and its readers. */
const found = (props: string, ...users: readonly string[]) =>
  findingsOfSnippet(`
    const token = new Secret('API_TOKEN', { description: 'Opens the metrics.' });
    const file = new ConfigFile(stack, 'file', { file: 'a.yml', content: { format: 'yaml', text: text\`a: \${token}\\n\` } ${props} });
    ${users.map((user, i) => `new Service(phase, 'web${i}', { image: 'example.org/web:1.0.0' ${user} }).mount(file, '/a.yml');`).join('\n')}
  `)
    .filter(({ rule }) => rule === fileReadable.id)
    .map(({ message }) => message);

test('nobody says who reads it', () => {
  expect(found('', '')).toEqual([
    '"rendered/a.yml" will be readable for one user alone, and nobody says as which one "web0" reads it',
  ]);
  expect(found('', ", user: '1000'", '')).toHaveLength(1);
});

test('two users read it', () => {
  expect(found('', ", user: '1000'", ", user: '1001:1001'")).toEqual([
    '"rendered/a.yml" will be readable for one user alone, and "web0" and "web1" run as 1000 and 1001:1001',
  ]);
});

test('who reads it is known by its readers, or was said', () => {
  expect(found('', ", user: '1000'", ", user: '1000'")).toEqual([]);
  expect(found(", owner: '0:0'", '', ", user: '1000'")).toEqual([]);
  expect(found('')).toEqual([]);
});
