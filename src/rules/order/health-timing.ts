import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import { healthOf } from '../facts/health.ts';

/** A health check can say both: well, and not well. */
export const healthTiming: Rule = {
  id: 'health-timing',
  severity: 'warn',
  summary: 'Health checks follow each other no faster than they may take, and give a first start its time.',
  check: ({ services }) => services.flatMap((service) => [...odd(service)]),
  about: {
    why: 'The engine starts the next check an interval after the last one has ended, so a long timeout makes a hanging service look well for a long time. Without a start period every failure counts from the first second: a first start that fills a database is called unhealthy, and whoever waits for it gives up.',
    wrong: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        health: { exec: ['shop', 'ready'], interval: '5s', timeout: '30s' },
      });
    `,
    right: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        health: { exec: ['shop', 'ready'], interval: '30s', timeout: '5s' },
      });
    `,
    sources: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  },
};

function* odd(service: ServiceModel): Iterable<Complaint> {
  const health = healthOf(service);
  if (health === undefined) return;
  const { path, id } = service;
  const { interval, timeout, retries, startPeriod } = health;
  if (interval < timeout)
    yield {
      path,
      message: `the health check of "${id}" may take ${timeout}s and is due every ${interval}s: when it hangs, nobody knows for ${timeout * retries}s`,
      fix: `make timeout of "${id}" no longer than its interval`,
    };
  if (retries < 1)
    yield {
      path,
      severity: 'error',
      message: `the health check of "${id}" has ${retries} retries: the engine takes 3 instead`,
      fix: `say how many failures in a row make "${id}" unhealthy: retries: 6`,
    };
  const patience = startPeriod + interval * retries;
  const { firstStart = 0, product } = service.known ?? {};
  if (patience < firstStart)
    yield {
      path,
      message: `"${id}" has ${patience}s to become healthy at its first start, and ${product} has been seen to need ${firstStart}s on a busy host: whoever waits for it gives up`,
      fix: `give "${id}" startPeriod: '${Math.ceil(firstStart / 30) * 30}s'`,
    };
  else if (patience < 10)
    yield {
      path,
      message: `"${id}" has ${patience}s to become healthy at its first start: on a busy host whoever waits for it gives up`,
      fix: `give "${id}" a startPeriod as long as a first start may take`,
    };
}
