import { portRange } from '../../../compose/port.ts';
import { variablesIn } from '../../../compose/text.ts';
import type { Published } from '../../../lower/runs.ts';
import { cpusOf, imageOf, isFromScratch, keepsRunning, memoryOf, publishedBy } from '../../../lower/runs.ts';
import { configOf } from '../../../lower.ts';
import { mebibytes } from '../../../model/quantity.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import { shadowing } from '../shadowing.ts';
import { scheduledJobs, timerFiles } from './schedule.ts';

/** What `scripts/doctor` compares the host with; sizes in mebibytes. */
export function doctorFacts(stack: StackModel): object {
  const { environment, minimum, services } = stack;
  const sum = services.filter(keepsRunning).reduce((total, service) => total + (memoryOf(service) ?? 0), 0);
  return {
    minimumCompose: minimum.compose,
    composeMend: `install Compose ${minimum.compose} or newer`,
    minimumEngine: minimum.engine,
    engineMend: `install Docker Engine ${minimum.engine} or newer`,
    variables: stack.variables.map(({ name, required, pattern }) => ({
      name,
      need: required ? 'required' : 'optional',
      pattern: pattern ?? '',
      dollar: pattern?.includes('$') === true,
    })),
    shadowing,
    memory: String(mebibytes(environment.host.memory)),
    disk: String(mebibytes(environment.host.disk)),
    cpus: String(environment.host.cpus),
    limits: String(Math.ceil(sum)),
    mostCpus: String(Math.ceil(Math.max(0, ...services.map((service) => cpusOf(service) ?? 0)))),
    ports: services.flatMap(publishedBy).flatMap(numbersOf),
    images: [...new Set(services.filter((one) => isPulled(one) && !isVaried(one)).map(imageOf))],
    varied: services.filter((one) => isPulled(one) && isVaried(one)).map(({ id }) => id),
    volumes: stack.volumes.map(({ id }) => id),
    oneVolume: stack.volumes.length === 1,
    schedule: stack.schedule !== undefined,
    jobs: scheduledJobs(stack).map(({ id, target }) => ({ line: `${id} ${target}` })),
    timerFiles: timerFiles(stack),
    offsiteImage: stack.schedule?.offsite?.image ?? '',
  };
}

/** The ports of the host, one by one; what the engine picks, or a variable says, nobody can look at before. */
function numbersOf({ port = '', protocol }: Published): readonly object[] {
  const range = portRange(port);
  if (range === undefined) return [];
  const count = range.last - range.first + 1;
  return Array.from({ length: count }, (_, i) => ({ published: String(range.first + i), protocol }));
}

/** Whether a variable has a say in it: Compose alone knows which one runs then. */
function isVaried(service: ServiceModel): boolean {
  return service.build === undefined && variablesIn(configOf(service).image ?? []).length > 0;
}

/** Whether its image, or what it is built from, comes from a registry: what raw keys build is made here. */
function isPulled(service: ServiceModel): boolean {
  const { build, image } = configOf(service);
  if (isFromScratch(service)) return false;
  return service.build !== undefined || (build === undefined && image !== undefined);
}
