import { createRequire } from 'node:module';
import { StowageError } from '../../model/error.ts';
import { isMissing } from '../../model/missing.ts';
import type { Body } from './body.ts';

/**
 * The CDK for Terraform, as much of it as is used here. CDKTN is its living continuation; CDKTF, which ended, has the same names, and
 * stands in for whoever still has it.
 * @see https://cdktn.io
 */
export interface Cdk {
  /** Without an app around it: that would make a folder. */
  readonly TerraformStack: new (
    scope: undefined,
    id: string,
  ) => Synthesized;
  readonly TerraformProvider: new (scope: object, id: string, config: object) => Element;
  readonly TerraformVariable: new (scope: object, id: string, config: object) => Element;
  readonly TerraformResource: new (scope: object, id: string, config: object) => Element;
  readonly TerraformOutput: new (scope: object, id: string, config: object) => Element;
}

interface Element {
  overrideLogicalId(id: string): void;
  addOverride(path: string, value: unknown): void;
}

interface Synthesized {
  toTerraform(): unknown;
}

/** In the order in which they are looked for. */
const packages = ['cdktn', 'cdktf'] as const;

/**
 * The library, loaded when a target first needs it.
 * @throws StowageError `library-missing` when neither is installed
 */
export function loadCdk(from = import.meta.url, names: readonly string[] = packages): Cdk {
  const require = createRequire(from);
  for (const name of names) {
    try {
      return require(name);
    } catch (error) {
      if (!isMissing(error, name)) throw error;
    }
  }
  throw new StowageError(
    'library-missing',
    'the target "terraform" needs the CDK for Terraform, and it is not installed',
    'type: npm install --save-dev cdktn@0.24',
  );
}

/** A value of its own below a resource, whatever dots its name has. */
export function override(element: Element, body: Body): void {
  for (const [name, value] of Object.entries(body)) element.addOverride(name, value);
}
