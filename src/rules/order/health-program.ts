import { imageOf } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';
import type { HealthModel } from '../../model/service.ts';
import { healthOf, lineOf } from '../facts/health.ts';
import { quoted } from '../facts/wording.ts';

/** A health check can be run. */
export const healthProgram: Rule = {
  id: 'health-program',
  severity: 'error',
  summary: 'No health check calls a program that its image is known to lack.',
  check: ({ services }) =>
    services.flatMap((service) => {
      const { path, id, known, build } = service;
      // A Dockerfile of the author's may install it.
      if (build?.own !== undefined || known?.lacks === undefined || known.lacks.length === 0) return [];
      const test = healthOf(service)?.test;
      if (test === undefined) return [];
      const missing = missingIn(test, known.lacks);
      if (missing.length === 0) return [];
      return [
        {
          path,
          message: `the health check of "${id}" calls ${quoted(missing)}, which the image "${imageOf(service)}" does not hold: it never becomes healthy`,
          fix: `check "${id}" with a program of the image`,
        },
      ];
    }),
  about: {
    why: 'Makers take programs out of their images to make them smaller and safer. A health check that calls one of them fails for ever, and so does whoever waits for the service.',
    wrong: `
      new Service(phase, 'storage', {
        image: 'quay.io/minio/minio:RELEASE.2023-11-20T22-40-07Z',
        health: { exec: ['curl', '-f', 'http://127.0.0.1:9000/minio/health/live'] },
      });
    `,
    right: `
      new Service(phase, 'storage', {
        image: 'quay.io/minio/minio:RELEASE.2023-11-20T22-40-07Z',
        health: { exec: ['mc', 'ready', 'local'] },
      });
    `,
    sources: ['https://github.com/minio/minio/issues/18389'],
  },
};

/** What has to be called and is not there. */
function missingIn(test: HealthModel['test'], lacks: readonly string[]): readonly string[] {
  const line = lineOf(test);
  if ('shell' in test && lacks.includes('sh')) return ['sh'];
  if (!('shell' in test || /^(?:\/bin\/)?(?:ba)?sh -c /.test(line)))
    return lacks.filter((one) => one === programOf(line));
  const asked = new Set([...line.matchAll(askedFor)].map(([, program = '']) => programOf(program)));
  const called = line.split(/;|\n|&&/).flatMap((statement) => {
    const ways = statement.split('||').map((way) => way.split(/[|&()]+|\bsh -c/).map(programOf));
    // What fails is no fault where another way is tried.
    const last = ways.findLastIndex(
      (way) => way.some((one) => !asksNothing.has(one)) && !way.some((one) => lacks.includes(one)),
    );
    return ways.slice(Math.max(last, 0)).flat();
  });
  return lacks.filter((one) => called.includes(one) && !asked.has(one));
}

/** Whether a program is there is asked before it is called. */
const askedFor = /\b(?:command -v|which|type|hash)\s+(?:-\w+\s+)*([\w./-]+)/g;
const asksNothing = new Set(['', 'exit', 'false', 'return', 'kill', 'echo', 'printf', 'sleep']);

/** The first word, without its folder. */
function programOf(call: string): string {
  return /^\s*["']?([\w./-]+)/.exec(call)?.[1]?.replace(/^.*\//, '') ?? '';
}
