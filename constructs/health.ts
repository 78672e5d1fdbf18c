import type { Text } from '../src/compose/text.ts';
import type { HealthModel } from '../src/model/service.ts';
import type { Health } from './service-props.ts';
import type { Value } from './value.ts';

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
