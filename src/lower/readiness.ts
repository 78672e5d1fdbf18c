import type { Healthcheck } from '../compose/attributes/health.ts';
import { literal } from '../compose/text.ts';
import { configOf } from '../lower.ts';
import type { DependencyModel, ServiceModel } from '../model/service.ts';

/** Whether the engine ever calls it healthy; of a check that its image brings somebody must have told us. */
export function isChecked(service: ServiceModel): boolean {
  const { healthcheck = {} } = configOf(service);
  if (isOff(healthcheck)) return false;
  if (healthcheck.test === undefined) return service.known?.healthcheck === true;
  const [kind, first] = healthcheck.test;
  // A program of that name is nobody's.
  return kind !== undefined && first !== undefined && !['', 'NONE'].includes(literal(first) ?? '$');
}

/** Whether it says that it has no health check. */
export function isOff({ disable, test }: Healthcheck): boolean {
  return disable === true || literal(test?.[0] ?? []) === 'NONE';
}

/** A phase waits for each of the one before it as far as can be seen: until one without a health check has started. */
export function withReadiness(services: readonly ServiceModel[]): readonly ServiceModel[] {
  const silent = new Set(services.filter(isSilent).map(({ id }) => id));
  if (silent.size === 0) return services;
  const meant = (one: DependencyModel) => one.derived === true && silent.has(one.service);
  return services.map((service) =>
    service.dependsOn.some(meant)
      ? {
          ...service,
          dependsOn: service.dependsOn.map((one) =>
            meant(one) ? { ...one, condition: 'started' as const } : one,
          ),
        }
      : service,
  );
}

/** Of one whose health check is a prop, and that raw keys switch off, a rule says so: nobody need have meant that. */
function isSilent(service: ServiceModel): boolean {
  return service.kind === 'service' && service.health === undefined && !isChecked(service);
}
