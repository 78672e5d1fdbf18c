import { Construct } from 'constructs';
import { compile } from './compile.ts';
import { renderConfigFile } from './files/config-file.ts';
import type { Compilable } from './model/app.ts';
import { StowageError } from './model/error.ts';
import { loadCdk } from './targets/terraform/cdk.ts';
import { documentOf } from './targets/terraform/document.ts';
import { terraform } from './targets/terraform/index.ts';
import { prefixed } from './targets/terraform/prefixed.ts';
import { spell } from './targets/terraform/spell.ts';
import { fill } from './targets/terraform/synthesize.ts';

/** Which stack of which app it is. */
export interface StowageStackProps {
  /** The app of Stowage that describes it. */
  readonly app: Compilable;
  /** The system: `shop`. */
  readonly system: string;
  /** The environment: `production`. */
  readonly environment: string;
}

/**
 * A stack of Stowage inside a TerraformStack of your own, beside your resources and with your provider for Docker. Its variables, resources
 * and outputs are called by its id before their own names, and generated files stand in the configuration itself.
 * @throws StowageError `refused` with every error that the rules find, `no-such-stack`, and `builds-image`: name the image that
 * was built elsewhere
 */
export class StowageStack extends Construct {
  constructor(scope: Construct, id: string, { app, system, environment }: StowageStackProps) {
    super(scope, id);
    const asked = { ...terraform(), stackFiles: () => [] };
    const { stacks, findings } = compile({
      ...{ targets: [asked], validate: () => app.validate(), toModel: () => app.toModel() },
      place: (path) => app.place(path),
    });
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0)
      throw new StowageError(
        'refused',
        `${system} cannot be put into ${scope.node.id}:\n${errors.map(({ path, message }) => `${path}: ${message}`).join('\n')}`,
        errors.map(({ fix }) => fix).join('\n'),
      );
    const stack = stacks.find((one) => one.name === system && one.environment.name === environment);
    if (stack === undefined)
      throw new StowageError(
        'no-such-stack',
        `the app has no ${system} in ${environment}`,
        `name one of ${stacks.map((one) => `${one.name} in ${one.environment.name}`).join(', ')}`,
      );
    const built = stack.services.find((service) => service.build !== undefined);
    if (built !== undefined)
      throw new StowageError(
        'builds-image',
        `the image of "${built.id}" is built of generated files, and here is no folder for them`,
        'build it elsewhere and name it, or use the target "terraform"',
      );
    const document = documentOf(stack, (file) => spell([renderConfigFile(stack, file)]));
    fill(this, prefixed(document, id), loadCdk());
  }
}
