import type { EdgeModel } from '../../../../src/model/edge.ts';
import type { StackModel } from '../../../../src/model/stack.ts';
import { fromYaml } from '../../../../src/syntax/yaml-read.ts';
import { workflow } from '../../../../src/targets/operations/workflow/workflow.ts';
import { environment, said, variable } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';

export const rendered = (...models: readonly StackModel[]) =>
  workflow({ name: 'shop', stacks: models })[0]?.content ?? '';
export const inEnvironment = (name: string, over: Partial<StackModel> = {}) =>
  shop({ environment: { ...environment, name }, ...over });

const domain = variable({
  name: 'DOMAIN',
  example: 'shop.example.com',
  description: said('Host name.'),
});
export const serves: EdgeModel = {
  product: 'Caddy',
  tls: 'public',
  sites: [{ name: [{ kind: 'variable', name: 'DOMAIN' }], routes: [] }],
  config: {
    file: 'caddy/Caddyfile',
    check: ['caddy', 'validate', '--adapter', 'caddyfile', '--config', '/etc/caddy/Caddyfile'],
    signsItself: {
      edit: '0,/^{$/s//{\\n\\tlocal_certs\\n\\tskip_install_trust/',
      root: '/data/caddy/pki/authorities/local/root.crt',
    },
  },
};
/** A shop whose edge asks an authority for its certificate. */
export const secured = (name: string) =>
  inEnvironment(name, {
    variables: [domain],
    site: ['https://', { kind: 'variable', name: 'DOMAIN' }],
    smoke: [{ path: '/', status: 200, jsonTrue: [] }],
    services: shop().services.map((model) =>
      model.id === 'edge'
        ? {
            ...model,
            edge: true,
            serves,
            mounts: [
              { kind: 'file', file: 'caddy/Caddyfile', target: '/etc/caddy/Caddyfile', readOnly: true },
              ...model.mounts,
            ],
          }
        : model,
    ),
  });

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

const document = (content: string) => fromYaml(content) as { jobs: { compose: { steps: readonly Step[] } } }; // as the schema has it
export const steps = (content: string) => document(content).jobs.compose.steps;
export const named = (content: string, name: string) => steps(content).filter((step) => step.name === name);
