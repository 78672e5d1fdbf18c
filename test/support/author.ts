import type { Phase, StackProps } from '../../constructs/index.ts';
import { App, Environment, Stack } from '../../constructs/index.ts';
import { modelOf } from '../../src/compile.ts';
import { showText } from '../../src/compose/text.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';

/** An app of one stack in one environment, with what `make` makes in its phases `core` and `site`. */
export function appOf(
  make: (core: Phase, site: Phase, stack: Stack) => void,
  props: Partial<StackProps> = {},
): App {
  const app = new App();
  const host = { cpus: 2, memory: '8gb', disk: '10gb' } as const;
  for (const environment of Environment.all({ test: { host } })) {
    const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '1.0', ...props });
    make(...stack.phases('core', 'site'), stack);
  }
  return app;
}

/** The model of that stack. */
export function authored(...made: Parameters<typeof appOf>): StackModel {
  const [model] = modelOf(appOf(...made)).flatMap(({ stacks }) => stacks);
  if (model === undefined) throw new Error('there is no stack');
  return model;
}

/** A service of it, and what of it a person reads more easily as text. */
export function authoredService(stack: StackModel, id: string) {
  const model = stack.services.find((service) => service.id === id);
  if (model === undefined) throw new Error(`there is no service ${id}`);
  return { model, ...readable(model) };
}

function readable({ env, command, entrypoint, health, mounts, dependsOn }: ServiceModel) {
  return {
    env: Object.fromEntries(env.map(({ name, value }) => [name, showText(value)])),
    command: command?.map(showText),
    entrypoint: entrypoint?.map(showText),
    test: health && ('exec' in health.test ? health.test.exec.map(showText) : [showText(health.test.shell)]),
    mounts: mounts.map((mount) => {
      const source = { volume: 'volume', file: 'file', memory: 'size', host: 'source' } as const;
      return `${Object.entries(mount).find(([key]) => key === source[mount.kind])?.[1]}:${mount.target}`;
    }),
    waits: dependsOn.map(({ service, condition }) => `${service} ${condition}`),
  };
}
