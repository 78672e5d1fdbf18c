import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { Service } from '../../../constructs/index.ts';
import { StowageStack } from '../../../src/cdktn.ts';
import { prefixed } from '../../../src/targets/terraform/prefixed.ts';
import { appOf } from '../../support/author.ts';

/** As much of CDKTN as is used here. */
interface Library {
  readonly TerraformStack: new (scope: undefined, id: string) => Construct & { toTerraform(): Made };
}
interface Made {
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Skipped where it is missing, but never in CI. */
function library(): Library | undefined {
  try {
    return createRequire(import.meta.url)('cdktn');
  } catch (error) {
    if (process.env.CI) throw error;
    return undefined;
  }
}
const cdktn = library();

const shop = () =>
  appOf((core) => {
    new Service(core, 'web', {
      ...{ image: 'example.org/web:1.0', memory: '64mb', env: { COST: '$${docker_volume.a}' } },
    });
  });

test.skipIf(cdktn === undefined)('two of Stowage stand in one stack of CDKTN', () => {
  if (cdktn === undefined) return;
  const host = new cdktn.TerraformStack(undefined, 'host');
  for (const id of ['a', 'b'])
    new StowageStack(host, id, { app: shop(), system: 'shop', environment: 'test' });
  const { resource } = host.toTerraform();
  expect(Object.keys(resource.docker_container ?? {})).toEqual(['a_web', 'b_web']);
  expect(resource.docker_container?.b_web).toMatchObject({
    image: '${docker_image.b_web.name}',
    networks_advanced: [{ name: '${docker_network.b_default.name}' }],
  });
});

test.skipIf(cdktn === undefined)('what the app does not have, and what its rules refuse', () => {
  if (cdktn === undefined) return;
  const host = new cdktn.TerraformStack(undefined, 'host');
  expect(() => new StowageStack(host, 'a', { app: shop(), system: 'shop', environment: 'moon' })).toThrow(
    'the app has no shop in moon',
  );
  const wrong = appOf((core) => {
    new Service(core, 'web', { image: 'example.org/web:1.0', memory: '64mb', compose: { oom_score_adj: 1 } });
  });
  expect(() => new StowageStack(host, 'b', { app: wrong, system: 'shop', environment: 'test' })).toThrow(
    'oom_score_adj of "web" has no counterpart in the provider',
  );
});

test('names change in expressions, and texts stay', () => {
  const document = {
    variables: new Map([
      ['X', { type: 'string', description: 'of ${var.X}', validation: [{ condition: '${var.X != ""}' }] }],
    ]),
    resources: [
      {
        ...({ type: 'docker_container', id: 'web' } as const),
        body: {
          env: ['A=${var.X != "" ? var.X : "var.X ${var.X} $${var.X}"} var.X $${var.X}'],
          depends_on: ['docker_container.db'],
          lifecycle: { replace_triggered_by: ['docker_container.db.id'], ignore_changes: ['labels'] },
        },
      },
    ],
    outputs: new Map([['site', { value: '${"}"}${var.X}' }]]),
    losses: [],
  };
  expect(prefixed(document, 'a')).toEqual({
    variables: new Map([
      [
        'a_X',
        { type: 'string', description: 'of ${var.X}', validation: [{ condition: '${var.a_X != ""}' }] },
      ],
    ]),
    resources: [
      {
        ...{ type: 'docker_container', id: 'a_web' },
        body: {
          env: ['A=${var.a_X != "" ? var.a_X : "var.X ${var.a_X} $${var.X}"} var.X $${var.X}'],
          depends_on: ['docker_container.a_db'],
          lifecycle: { replace_triggered_by: ['docker_container.a_db.id'], ignore_changes: ['labels'] },
        },
      },
    ],
    outputs: new Map([['a_site', { value: '${"}"}${var.a_X}' }]]),
    losses: [],
  });
});

test.skipIf(cdktn === undefined)('the example of its page compiles, and makes a configuration', () => {
  const root = resolve(import.meta.dirname, '../../..');
  const page = readFileSync(join(root, 'docs/targets/cdktn.md'), 'utf8');
  const [, example = ''] = /```ts\n(.*?)```/s.exec(page) ?? [];
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'cdktn-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'main.ts'), example.replaceAll("from '../", `from '${root}/`));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), include: ['main.ts'] }),
  );
  execFileSync('node', [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', folder]);
  execFileSync('node', ['--import', 'tsx', join(folder, 'main.ts')], { cwd: folder });
  const made = readdirSync(folder, { recursive: true }).find((name) => String(name).endsWith('cdk.tf.json'));
  const { provider, resource } = JSON.parse(readFileSync(join(folder, String(made)), 'utf8'));
  rmSync(folder, { recursive: true });
  expect(Object.keys(provider)).toEqual(['docker']);
  expect(Object.keys(resource.docker_container)).toEqual(['shop_web']);
});
