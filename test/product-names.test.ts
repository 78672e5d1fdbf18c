import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const inside = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true }).map((file) => `${folder}/${file}`);

/** Every product that has a folder, and the system that this repository runs. */
const products = [
  ...readdirSync(join(root, 'constructs/blocks'), { withFileTypes: true })
    .filter((one) => one.isDirectory())
    .map(({ name }) => name.replace(/-family$/, '')),
  'posthog',
];
const naming = new RegExp(products.join('|'), 'i');

/** Where a product has its place: its folder, what is known of images, and the one list of what there is to import. */
const home = /^constructs\/(blocks|images)\/|^constructs\/index\.ts$/;
/** Where a name is more than a question for a product, each with the reason. */
const allowed: readonly (readonly [RegExp, string])[] = [
  [/^src\/cli\/(options|init\/.*|commands\/init)(\.ts|\.txt)?$/, 'what a new project is made of'],
  [/^src\/graph\/protocols\.ts$/, 'clients, options and schemes that tell an address in a text of any image'],
  [/^src\/rules\/facts\/secret-shapes\.ts$/, 'whose tokens look how, wherever they stand'],
];

/** Without comments, addresses and the examples of a rule's page: they may tell what they are about. */
function code(file: string): string {
  // First: a path in an example may begin like a comment.
  return readFileSync(join(root, file), 'utf8')
    .replaceAll(/\n {2}about: \{[\s\S]*?\n {2}\},/g, '')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*/g, '')
    .replaceAll(/https?:\/\/\S+/g, '');
}

test('nothing outside the folder of a product names it', () => {
  // What is generated from the types, and made ahead of the first run, repeats what stands elsewhere.
  const made = /\.gen\.ts$|^src\/(start|schema)\/ahead\.(js|ts)$/;
  const files = [...inside('constructs'), ...inside('src')].filter(
    (file) => /\.(ts|js|hbs|sh|txt)$/.test(file) && !home.test(file) && !made.test(file),
  );
  expect(products.length).toBeGreaterThan(9);
  expect(files.length).toBeGreaterThan(400);
  const found = files.filter((file) => naming.test(code(file)));
  expect(found.filter((file) => !allowed.some(([one]) => one.test(file)))).toEqual([]);
  // None of those is there for nothing.
  expect(allowed.filter(([one]) => !found.some((file) => one.test(file)))).toEqual([]);
});

test('no template of a target names one: what is true of it comes from its folder', () => {
  const templates = inside('src/targets').filter((file) => file.endsWith('.hbs'));
  expect(templates.length).toBeGreaterThan(60);
  expect(templates.filter((file) => naming.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
