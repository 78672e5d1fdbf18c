import { mebibytes } from '../model/quantity.ts';
import type { StackModel } from '../model/stack.ts';

/** What `scripts/doctor` compares the host with; sizes in mebibytes. */
export function doctorFacts(stack: StackModel): object {
  const { environment, minimum, services } = stack;
  const running = services.filter(({ kind, profile }) => kind === 'service' && profile === undefined);
  const sum = running.reduce((total, { limits }) => total + mebibytes(limits.memory), 0);
  return {
    minimumCompose: minimum.compose,
    composeMend: `install Compose ${minimum.compose} or newer`,
    minimumEngine: minimum.engine,
    engineMend: `install Docker Engine ${minimum.engine} or newer`,
    variables: stack.variables.map(({ name, required, pattern }) => ({
      name,
      need: required ? 'required' : 'optional',
      pattern: pattern ?? '',
    })),
    memory: String(mebibytes(environment.host.memory)),
    disk: String(mebibytes(environment.host.disk)),
    cpus: String(environment.host.cpus),
    limits: String(Math.ceil(sum)),
    mostCpus: String(Math.ceil(Math.max(0, ...services.map(({ limits }) => limits.cpus)))),
    ports: services.flatMap(({ ports }) =>
      ports.map(({ published, protocol }) => ({ published: String(published), protocol })),
    ),
    images: [...new Set(services.map(({ image }) => image))],
    volumes: stack.volumes.map(({ id }) => id),
    schedule: stack.schedule !== undefined,
    offsiteImage: stack.schedule?.offsite?.image ?? '',
  };
}
