import type { ServiceModel } from '../../../src/model/service.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { schemaFindings } from '../../../src/schema.ts';
import type { Body, Resource } from '../../../src/targets/terraform/body.ts';
import { documentOf } from '../../../src/targets/terraform/document.ts';
import { terraform } from '../../../src/targets/terraform/index.ts';
import { terraformKeeps } from '../../../src/targets/terraform/rules/terraform-keeps.ts';
import { service, stack } from '../../support/model.ts';

/** A service that is nothing but keys of the Specification, and has an image. */
export function bare(
  compose: Readonly<Record<string, unknown>>,
  over: Partial<ServiceModel> = {},
): ServiceModel {
  return service({ bare: true, compose: { image: 'example/web:1.0', ...compose }, ...over });
}

/** The resources of a stack. */
export function resourcesOf(of: Partial<StackModel>): readonly Resource[] {
  return documentOf(stack(of), ({ file }) => `content of ${file}`).resources;
}

/** One of them. */
export function resource(of: Partial<StackModel>, type: Resource['type'], id: string): Body {
  const found = resourcesOf(of).find((one) => one.type === type && one.id === id);
  if (found === undefined) throw new Error(`there is no ${type}.${id}`);
  return found.body;
}

/** What the keys of a service add to its container. */
export function container(compose: Readonly<Record<string, unknown>>, of: Partial<StackModel> = {}): Body {
  const body = (keys: Readonly<Record<string, unknown>>) =>
    resource({ services: [bare(keys), ...(of.services ?? [])], ...without(of) }, 'docker_container', 'web');
  const plain = body({});
  const changed = Object.entries(body(compose)).filter(
    ([name, value]) => name !== 'labels' && JSON.stringify(value) !== JSON.stringify(plain[name]),
  );
  return Object.fromEntries(changed);
}

/** What is said of the keys of a service that Terraform cannot keep: message, mend, and whether it is only a warning. */
export function lost(
  compose: Readonly<Record<string, unknown>>,
  of: Partial<StackModel> = {},
): readonly string[] {
  return found({ services: [bare(compose), ...(of.services ?? [])], ...without(of) });
}

/** The same of a stack. */
export function found(of: Partial<StackModel>): readonly string[] {
  return terraformKeeps
    .check(stack(of))
    .map(({ severity, message, fix }) => `${severity ?? 'error'}: ${message}\n${fix}`);
}

/** What the schema of the target says of a resource. */
export function schemaSays(type: string, body: object): readonly string[] {
  const path = 'shop/test/terraform/main.tf.json';
  const content = JSON.stringify({ resource: { [type]: { web: body } } });
  const { schemas = [] } = terraform();
  return schemaFindings([{ path, content, executable: false }], schemas, () => '').map(({ message }) =>
    message.replace(`${path}: `, ''),
  );
}

function without({ services: _, ...others }: Partial<StackModel>): Partial<StackModel> {
  return others;
}
