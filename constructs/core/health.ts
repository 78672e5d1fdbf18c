import type { Text } from '../../src/compose/text.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Duration } from '../../src/model/quantity.ts';
import type { HealthModel } from '../../src/model/service.ts';
import type { Value } from './value.ts';

/** How the engine finds out that a container does its work, not merely runs. */
export type Health = {
  /**
   * Time between two checks.
   * @range 0.001s..24h
   * @default '10s'
   */
  readonly interval?: Duration;
  /**
   * A check that takes longer has failed.
   * @range 0.001s..24h
   * @default '5s'
   */
  readonly timeout?: Duration;
  /**
   * Failures in a row that make it unhealthy.
   * @whole 1..1000
   * @default 6
   */
  readonly retries?: number;
  /**
   * Failures do not count until then: as long as a first start may take.
   * @default '30s'
   */
  readonly startPeriod?: Duration;
} & (
  | {
      /**
       * A program of the image and its arguments.
       * @least 1
       * @example ['curl', '-f', 'http://127.0.0.1:8000/']
       */
      readonly exec: readonly Value[];
      readonly shell?: never;
    }
  | {
      /**
       * One line for the container's `/bin/sh`.
       * @example 'curl -f http://127.0.0.1:8000/'
       */
      readonly shell: Value;
      readonly exec?: never;
    }
);

/** @throws StowageError `bad-prop` for a list that is pasted from a compose file, where its first word says what it is */
export function checkHealth(id: string, health: Health | undefined): void {
  const [kind, ...words] = health?.exec ?? [];
  if (kind !== 'CMD' && kind !== 'CMD-SHELL' && kind !== 'NONE') return;
  throw new StowageError(
    'bad-prop',
    `health.exec of "${id}" begins with '${kind}', which no image has as a program: that word is for a compose file`,
    kind === 'CMD'
      ? "write the program alone: health: { exec: ['curl', …] }"
      : kind === 'NONE'
        ? 'leave health out'
        : `write ${words.length === 1 && typeof words[0] === 'string' ? `health: { shell: ${JSON.stringify(words[0])} }` : "health: { shell: '…' }"}`,
  );
}

/** A health check as data, with what holds where the author said nothing. */
export function healthModel(health: Health, texts: (values: readonly Value[]) => Text[]): HealthModel {
  const [line = []] = 'shell' in health ? texts([health.shell]) : [];
  return {
    test: 'shell' in health ? { shell: line } : { exec: texts(health.exec) },
    interval: health.interval ?? '10s',
    timeout: health.timeout ?? '5s',
    retries: health.retries ?? 6,
    startPeriod: health.startPeriod ?? '30s',
  };
}
