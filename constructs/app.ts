import { relative } from 'node:path';
import { Construct } from 'constructs';
import type { Compilable } from '../src/model/app.ts';
import type { Finding } from '../src/model/finding.ts';
import type { StackModel, SystemModel } from '../src/model/stack.ts';
import { placeOf } from './place.ts';
import { Stack } from './stack.ts';

/** Every stack in every environment: what `stacks/index.ts` exports by default. */
export class App extends Construct implements Compilable {
  constructor() {
    super(undefined as unknown as Construct, ''); // the root of a tree has no scope
  }

  validate(): readonly Finding[] {
    return this.node.findAll().flatMap((construct) =>
      construct.node.validate().map((said) => {
        const [message = said, fix = 'see the message'] = said.split('\n');
        return { rule: 'validate', severity: 'error' as const, path: construct.node.path, message, fix };
      }),
    );
  }

  toModel(): readonly SystemModel[] {
    this.node.lock();
    const systems = new Map<string, StackModel[]>();
    for (const child of this.node.children) {
      if (!(child instanceof Stack)) continue;
      const model = child.toModel();
      systems.set(model.name, [...(systems.get(model.name) ?? []), model]);
    }
    return [...systems].map(([name, stacks]) => ({ name, stacks }));
  }

  place(path: string): string | undefined {
    const construct = this.node.findAll().find((candidate) => candidate.node.path === path);
    const place = construct && placeOf(construct);
    return place && relative(process.cwd(), place);
  }
}
