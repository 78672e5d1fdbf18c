import { heading } from '../../model/heading.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Cdk } from './cdk.ts';
import { override } from './cdk.ts';
import type { Document } from './document.ts';

/** The oldest release whose container takes what we say. @see https://github.com/kreuzwerker/terraform-provider-docker/releases */
const providerVersion = '~> 4.6';
const providerSource = 'kreuzwerker/docker';

const host = {
  type: 'string',
  description:
    'Where the engine is: ssh://user@host, unix:///var/run/docker.sock. Empty means DOCKER_HOST, or this machine.',
  default: '',
  nullable: false,
};

/** The document of Terraform in JSON, made by the CDK. */
export function synthesize(stack: StackModel, document: Document, cdk: Cdk): string {
  const made = new cdk.TerraformStack(undefined, stack.project);
  new cdk.TerraformProvider(made, 'docker', {
    terraformResourceType: 'docker',
    terraformProviderSource: providerSource,
    terraformGeneratorMetadata: { providerName: 'docker', providerVersion },
  }).addOverride('host', '${var.docker_host != "" ? var.docker_host : null}');
  fill(made, { ...document, variables: new Map([['docker_host', host], ...document.variables]) }, cdk);
  const { '//': _, terraform, ...rest } = Object(made.toTerraform());
  const whole = {
    '//': heading(stack.source),
    terraform: { required_version: '>= 1.5', ...terraform },
    ...rest,
  };
  return `${JSON.stringify(whole, withoutPaths, 2)}\n`;
}

/** Puts everything of a document but the provider into a stack of the CDK. */
export function fill(scope: object, { variables, resources, outputs }: Document, cdk: Cdk): void {
  for (const [name, body] of variables) {
    const variable = new cdk.TerraformVariable(scope, `variable ${name}`, {});
    variable.overrideLogicalId(name);
    override(variable, body);
  }
  for (const { type, id, body } of resources) {
    const resource = new cdk.TerraformResource(scope, `${type} ${id}`, { terraformResourceType: type });
    resource.overrideLogicalId(id);
    override(resource, body);
  }
  for (const [name, body] of outputs) {
    const output = new cdk.TerraformOutput(scope, `output ${name}`, { value: '' });
    output.overrideLogicalId(name);
    override(output, body);
  }
}

/** Without what the CDK says of its own tree. */
function withoutPaths(this: unknown, key: string, value: unknown): unknown {
  const isOurs = typeof value === 'string';
  return key === '//' && !isOurs ? undefined : value;
}
