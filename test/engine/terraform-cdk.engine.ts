import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { App } from '../../constructs/index.ts';
import type { Provided } from '../../schemas/terraform-schema.ts';
import { terraformSchema } from '../../schemas/terraform-schema.ts';
import { modelOf } from '../../src/compile.ts';
import type { Text } from '../../src/compose/text.ts';
import type { Body } from '../../src/targets/terraform/body.ts';
import { loadCdk } from '../../src/targets/terraform/cdk.ts';
import { documentOf } from '../../src/targets/terraform/document.ts';
import { cpus } from '../../src/targets/terraform/saying.ts';
import { expression, quoted, spell } from '../../src/targets/terraform/spell.ts';
import { synthesize } from '../../src/targets/terraform/synthesize.ts';
import { stack } from '../support/model.ts';
import { fetched } from './support/fetched.ts';
import { addPostHog } from './support/posthog.ts';
import { random } from './support/random.ts';
import { hasTerraform, Terraform } from './support/terraform.ts';
import { hostile } from './support/terraform-texts.ts';

const cdktn = () => loadCdk(import.meta.url, ['cdktn']);
const cdktf = () => loadCdk(`${fetched('STOWAGE_CDKTF')}/package.json`, ['cdktf']);

/** Texts of hostile pieces, each piece alone first; the same ones for the same seed. */
function texts(seed: number, many: number): readonly string[] {
  const next = random(seed);
  const piece = () => hostile[Math.floor(next() * hostile.length)] ?? '';
  return [...hostile, ...Array.from({ length: many }, () => [piece(), piece(), piece(), piece()].join(''))];
}

const outputs = (values: ReadonlyMap<string, Body[string]>): string =>
  synthesize(
    stack(),
    {
      variables: new Map([...['X', 'EMPTY', 'CPUS'].map((name) => [name, { type: 'string' }] as const)]),
      resources: [],
      outputs: new Map([...values].map(([name, value]) => [name, { value }])),
      losses: [],
    },
    cdktn(),
  );

it('CDKTF, which ended, and CDKTN, which goes on, make the same of PostHog', () => {
  const app = new App();
  addPostHog(app);
  const stacks = modelOf(app).flatMap((system) => system.stacks);
  expect(stacks).toHaveLength(3);
  for (const one of stacks) {
    const document = documentOf(one, ({ file }) => file);
    expect(synthesize(one, document, cdktf())).toBe(synthesize(one, document, cdktn()));
  }
});

it('and of hostile texts', () => {
  const resource = texts(1, 100).map((text, n) => ({
    ...({ type: 'docker_volume', id: `v${n}` } as const),
    body: {
      name: spell([text]),
      driver_opts: { [spell([text])]: spell([text, { kind: 'variable', name: 'X' }, text]) },
    },
  }));
  const document = { variables: new Map(), resources: resource, outputs: new Map(), losses: [] };
  expect(synthesize(stack(), document, cdktf())).toBe(synthesize(stack(), document, cdktn()));
});

describe.runIf(hasTerraform)('what Terraform reads', () => {
  /** What it has for each of these values. */
  const read = (values: ReadonlyMap<string, Body[string]>): Readonly<Record<string, unknown>> => {
    const terraform = new Terraform(JSON.parse(outputs(values)), 'stowage-test-terraform-cdk', {
      ...{ X: 'x-y', EMPTY: '', CPUS: '2' },
    });
    terraform.init();
    const { code, err } = terraform.apply();
    expect({ code, err }).toMatchObject({ code: 0 });
    const said: Record<string, { value: unknown }> = JSON.parse(terraform.must('output', '-json'));
    terraform.dispose();
    return Object.fromEntries(Object.entries(said).map(([name, { value }]) => [name, value]));
  };

  it('is held against a schema that is what the provider says of itself', () => {
    const terraform = new Terraform(JSON.parse(outputs(new Map())), 'stowage-test-terraform-cdk');
    terraform.init();
    const provided: Provided = JSON.parse(terraform.must('providers', 'schema', '-json'));
    terraform.dispose();
    const file = readFileSync(new URL('../../schemas/terraform.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(file)).toEqual(terraformSchema(provided, '4.6.0'));
  });

  it('is what was said, whatever it looks like: alone, in an expression, around variables, in defaults, as a name', () => {
    const X = { kind: 'variable', name: 'X' } as const;
    const values = new Map<string, Body[string]>();
    const wanted: Record<string, unknown> = {};
    const add = (name: string, value: Body[string], want: unknown) => {
      values.set(name, value);
      wanted[name] = want;
    };
    for (const [n, text] of texts(2, 80).entries()) {
      const inner: Text = [
        text,
        { kind: 'variable', name: 'EMPTY', otherwise: { sign: '-', text: [text, X] } },
        text,
      ];
      const nested: Text = [
        text,
        { kind: 'variable', name: 'EMPTY', otherwise: { sign: ':-', text: inner } },
      ];
      add(`alone${n}`, spell([text]), text);
      add(`quoted${n}`, expression(quoted([text])), text);
      add(`around${n}`, spell([text, X, text]), `${text}x-y${text}`);
      add(`nested${n}`, spell(nested), `${text}${text}${text}x-y${text}`);
      add(`name${n}`, { [spell([text])]: 'kept' }, { [text]: 'kept' });
    }
    expect(read(values)).toEqual(wanted);
  });

  it('is a number of processors as its provider reads it back, where a variable says it', () => {
    const said = ['0.5', '1', '2', '1.50', '10', '0.05', '11'].map((text) => {
      const { cpus: value = '' } = cpus([
        { kind: 'variable', name: 'EMPTY', otherwise: { sign: ':-', text: [text] } },
      ]);
      return [`n${text.replace('.', '_')}`, value] as const;
    });
    expect(read(new Map(said))).toEqual({
      ...{ n0_5: '0.5', n1: '1.0', n2: '2.0', n1_50: '1.5', n10: '10.', n0_05: '0.05', n11: '11.0' },
    });
  });
});
