import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StackModel } from '../../../../src/model/stack.ts';
import { ourLanguages } from '../../../../src/model/words.ts';
import { service, stack, variable, volume } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';
import { file } from './around.ts';

const readme = (of: StackModel) => file(of, 'README.md');
const headings = (page: string) => page.split('\n').filter((line) => line.startsWith('## '));
/** What is typed: blocks of code and spans, without comments and what stands for a name. */
const typed = (page: string) =>
  [...page.matchAll(/```\w+\n(.*?)```|`([^`]+)`/gs)].map(([, block, span]) =>
    (block ?? span ?? '').replace(/ +#.*/g, '').replace(/<\w+>/g, '<>'),
  );

const secret = variable({ name: 'PASSWORD', kind: 'secret' });
const small = shop();
const whole = shop({
  variables: [secret],
  site: ['https://shop.example.com'],
  services: [
    ...small.services,
    service({ id: 'api', env: [{ name: 'P', value: [{ kind: 'variable', name: 'PASSWORD' }] }] }),
  ],
});

describe('README.md', () => {
  test('says the same in both languages', () => {
    const [en, id] = [readme(whole), readme({ ...whole, languages: [ourLanguages[1]] })];
    expect(headings(en)).toEqual([
      '## Start',
      '## Values',
      '## The host',
      '## The state',
      '## Day by day',
      '## Backups',
      '## Upgrade, and back',
      '## A job that failed',
      '## To take it away',
      '## From Compose to Terraform',
      '## From Terraform to Compose',
    ]);
    expect(headings(id)).toEqual([
      '## Mulai',
      '## Nilai',
      '## Host',
      '## State',
      '## Sehari-hari',
      '## Backup',
      '## Upgrade, dan kembali',
      '## Job yang gagal',
      '## Menghapus semuanya',
      '## Dari Compose ke Terraform',
      '## Dari Terraform ke Compose',
    ]);
    expect([...typed(id)].sort()).toEqual([...typed(en)].sort());
  });

  test('is in a language that is brought, as far as that goes', () => {
    const words = { Required: 'Nötig', ', and secret': ', und geheim' };
    const german = {
      id: 'de',
      name: 'Deutsch',
      words,
      templates: { terraform: '# {{md title}} mit Terraform\n' },
    };
    const model = { ...whole, languages: [german] as const };
    expect(readme(model)).toBe('# Shop mit Terraform\n');
    expect(file(model, 'terraform.tfvars.example')).toContain('# Nötig, und geheim');
  });

  test('names each job and each volume that holds data by what is typed', () => {
    const page = readme(whole);
    expect(page).toContain(
      '| `migrate` | `docker logs shop-test-migrate-1` | `./with-env terraform apply -replace=docker_container.migrate` |\n',
    );
    expect(page).toContain(
      './with-env terraform state rm docker_volume.db_data docker_volume.edge_data\n./with-env terraform destroy\n',
    );
    expect(page).toContain('# 3 to import, 0 to change, 0 to destroy\n');
  });

  test('of a stack that has little, it says little', () => {
    const page = readme(stack({ services: [service({ compose: { network_mode: 'none' } })] }));
    expect(headings(page)).toEqual([
      '## Start',
      '## The host',
      '## The state',
      '## Day by day',
      '## Upgrade, and back',
      '## To take it away',
    ]);
    expect(page).not.toMatch(/\bjobs?\b|backup|secret(?!s\.)|state rm|output site|`files\/`|…-files/);
    expect(page).toContain('`./with-env terraform destroy` removes everything that Terraform has made.');
  });

  test('what may be made anew is no data, and is not kept', () => {
    const of = shop({ volumes: [volume({ id: 'db_data' }), volume({ id: 'edge_data', kind: 'cache' })] });
    expect(readme(of)).toContain('terraform state rm docker_volume.db_data\n');
  });

  test('a title is no markup, and a name no template', () => {
    const page = readme(
      shop({
        title: 'A <b>*shop*</b>\n## Not a heading',
        volumes: [volume({ id: 'db_data', compose: { name: 'a`b|c' } }), volume({ id: 'edge_data' })],
      }),
    );
    expect(page).toContain('\n# A \\<b\\>\\*shop\\*\\</b\\> ## Not a heading, test: Terraform\n');
    expect(page).toContain('| <code>a&#96;b&#124;c</code> | `docker_volume.db_data` |\n');
    expect(headings(page)).not.toContain('## Not a heading, test: Terraform');
  });
});

describe('templates', () => {
  const folder = new URL('../../../../src/targets/terraform/templates/', import.meta.url);
  const formats: readonly (readonly [RegExp, readonly string[]])[] = [
    [/\.md\.hbs$/, ['md', 'code', 'fenced', 'mdComment']],
    [/^terraform\.tfvars/, ['hcl', 'dotenvComment']],
    [/^with-env/, ['sh']],
    [/^gitignore/, []],
  ];

  test.each(readdirSync(folder))('%s puts every value through an escape of its own format', (name) => {
    const escapes = formats.find(([place]) => place.test(name))?.[1];
    const values = [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(/\{\{(?![#/]|else\b)([^}]*)\}\}/g),
    ].map(([, inside = '']) => inside.trim());
    expect(
      values.filter((value) => value !== 'notice' && !escapes?.includes(value.split(' ')[0] ?? '')),
    ).toEqual([]);
  });
});
