import type { DeviceRequest } from '../../compose/attributes/device-requests.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import { literal } from '../../compose/text.ts';
import type { Wrong } from './engine-values.ts';
import { notRead, refuses } from './engine-values.ts';

/**
 * What Compose and the engine take one of, or not without another. Each was given to Compose 2.40, with an engine 28.
 * @see https://github.com/compose-spec/compose-go/blob/main/loader/validate.go
 */
export function exclusiveIn(config: ServiceConfig): readonly Wrong[] {
  const { scale, deploy, build, gpus = [], develop, volumes = [] } = config;
  const found: Wrong[] = [];
  const { replicas } = deploy ?? {};
  if (typeof scale === 'number' && typeof replicas === 'number' && scale !== replicas)
    found.push([
      `scale: ${scale} beside deploy.replicas: ${replicas}`,
      `both say how many containers it has: ${notRead}`,
      'leave scale out',
    ]);
  if (literal(build?.dockerfile ?? []) !== '' && build?.dockerfileInline !== undefined)
    found.push([
      'build.dockerfile beside build.dockerfile_inline',
      `it is built by one of them: ${notRead}`,
      'leave one of them out',
    ]);
  const asked = [
    ['gpus', gpus],
    ['deploy.resources.reservations.devices', deploy?.resources?.reservations?.devices ?? []],
  ] as const;
  for (const [key, requests] of asked)
    if (requests.some(isAskedTwice))
      found.push([
        `count beside device_ids in ${key}`,
        `the one takes any, and the other names them: ${notRead}`,
        'leave one of them out',
      ]);
  for (const { action, target } of develop?.watch ?? [])
    if (action !== undefined && /^sync/.test(action) && (target === undefined || literal(target) === ''))
      found.push([
        `develop.watch with action: ${action} and no target`,
        `nobody knows where to: ${notRead}`,
        'say target: /app',
      ]);
  for (const { type, source, target = [] } of volumes) {
    const at = literal(target) ?? 'a variable';
    const isNone = source === undefined || literal(source) === '';
    if (type === 'bind' && isNone)
      found.push([
        `a mount of the host at ${at} without source`,
        `there is nothing to mount: ${notRead}`,
        'say its source, or type: volume',
      ]);
    if (type === 'tmpfs' && !isNone)
      found.push([
        `a mount in memory at ${at} with source`,
        `memory comes from nowhere: ${refuses}`,
        'leave its source out',
      ]);
  }
  return found;
}

function isAskedTwice({ count, deviceIds = [] }: DeviceRequest): boolean {
  return count !== undefined && deviceIds.length > 0;
}
