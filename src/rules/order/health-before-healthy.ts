import { spellText } from '../../compose/interpolation.ts';
import type { Wait } from '../../graph/wiring.ts';
import { waitsOf } from '../../graph/wiring.ts';
import { isChecked, isOff } from '../../lower/readiness.ts';
import { imageOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { imageName } from '../../model/image-name.ts';
import type { ServiceModel } from '../../model/service.ts';
import { asConst, quoted } from '../facts/wording.ts';

/** A condition that can come true. */
export const healthBeforeHealthy: Rule = {
  id: 'health-before-healthy',
  severity: 'error',
  summary: 'Whoever others wait for can become ready: a service has a health check, a job ends.',
  check: ({ services }) => {
    const waiting = new Map<ServiceModel, Map<Wait['condition'], string[]>>();
    const byId = new Map(services.map((service) => [service.id, service]));
    const ready = new Set(services.filter((service) => service.kind === 'service' && isChecked(service)));
    for (const service of services)
      for (const { service: other, condition } of waitsOf(service)) {
        const target = byId.get(other);
        // Nearly all waits are these, and there may be a million of them.
        if (target === undefined || (condition === 'healthy' && ready.has(target))) continue;
        const conditions = waiting.get(target) ?? new Map<Wait['condition'], string[]>();
        // A foreign file waits for the check of an image that nobody here has seen.
        if (condition === 'healthy' && mayBring(target) && isForeign(target)) continue;
        const by = conditions.get(condition) ?? [];
        conditions.set(condition, by);
        by.push(service.id);
        waiting.set(target, conditions);
      }
    return [...waiting].flatMap(([target, conditions]) =>
      [...conditions].flatMap(([condition, by]) =>
        fault(
          target,
          condition,
          `${quoted(by)} ${by.length > 1 ? 'wait' : 'waits'}`,
          by.every((id) => byId.get(id)?.bare === true),
        ),
      ),
    );
  },
  about: {
    why: 'The condition service_healthy needs a health check, and service_completed_successfully needs a container that ends. Without that the condition can never come true: Compose gives up, or waits for ever. A later phase alone asks for neither: it waits until a service without a health check has started.',
    wrong: `
      const cache = new Service(phase, 'cache', { image: 'memcached:1.6.39' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' }).waitFor(cache);
    `,
    right: `
      const cache = new Service(phase, 'cache', { image: 'memcached:1.6.39' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' }).waitFor(cache, 'started');
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/services/#depends_on',
      'https://docs.docker.com/reference/dockerfile/#healthcheck',
    ],
  },
};

/** @param raw nobody who waits has a verb for it */
function fault(
  target: ServiceModel,
  condition: Wait['condition'],
  who: string,
  raw: boolean,
): readonly Complaint[] {
  const { path, id, kind } = target;
  const complain = (why: string, fix: string) => [{ path, message: `${who} until "${id}" ${why}`, fix }];
  const restart = spellText(configOf(target).restart ?? []);
  // Of a service that nobody wants to end, it is said below.
  if (condition === 'completed' && (restart === 'always' || (restart === 'unless-stopped' && kind === 'job')))
    return complain(
      `has completed, but it says restart: '${restart}' and starts again each time that it ends: Compose waits for ever`,
      kind === 'job'
        ? `take restart out of the raw keys of "${id}"`
        : `make "${id}" a Job, without a raw restart`,
    );
  // A service that its author lets end may do so.
  if (condition === 'completed' && kind === 'service' && !/^(no|on-failure(:\d+)?)$/.test(restart))
    return complain(
      'has completed, but it is a service and never ends: Compose waits for ever',
      `make "${id}" a Job, or wait for service_healthy`,
    );
  if (condition !== 'healthy') return [];
  if (kind === 'job')
    return complain(
      'is healthy, but it is a job and ends: Compose gives up',
      'wait for service_completed_successfully',
    );
  if (isChecked(target)) return [];
  const mend = `give "${id}" one: health: { exec: ['<program that fails until it is ready>'] }; or wait until it has started: ${raw ? "condition: 'service_started'" : `.waitFor(${asConst(id)}, 'started')`}`;
  if (!mayBring(target))
    return complain('is healthy, but it has no health check: Compose refuses to start what waits', mend);
  const image = imageOf(target);
  return complain(
    `is healthy, but it says no health check, and nobody has said that ${image} brings one: without one Compose refuses to start what waits`,
    `${mend}; or say that the image brings one: new App({ images: [{ image: '${repositoryOf(image)}', healthcheck: true, … }] })`,
  ).map((one) => ({ ...one, severity: 'warn' as const }));
}

/** Whether its image may have a health check that nobody here knows of. */
function mayBring(target: ServiceModel): boolean {
  const { healthcheck = {} } = configOf(target);
  if (healthcheck.test !== undefined || isOff(healthcheck)) return false;
  const { own } = target.build ?? {};
  const dockerfile = own?.files.find(({ path }) => path === own.dockerfile)?.text ?? '';
  return target.known?.healthcheck === undefined || /^[ \t]*HEALTHCHECK\s/im.test(dockerfile);
}

/** Whether its author wrote keys of Compose or a Dockerfile, and none of our props: a construct says what it knows of its image. */
function isForeign(target: ServiceModel): boolean {
  return target.bare === true || target.build?.own !== undefined;
}

function repositoryOf(image: string): string {
  return imageName(image).repository;
}
