import { StowageError } from '../../../src/model/error.ts';
import { imageName } from '../../../src/model/image-name.ts';
import { isInRange } from '../../../src/model/version.ts';
import { checkTrusted } from '../../core/edge-checks.ts';
import type { CaddyProps } from './props.ts';

/** Only those are trusted that can be told from a visitor. */
export function checkProxies(id: string, { image, trustedProxies = [] }: CaddyProps): void {
  checkTrusted(id, 'caddy-proxies', trustedProxies);
  const { version = '' } = imageName(image);
  if (trustedProxies.length > 0 && version.includes('.') && !isInRange(version, '>=2.8'))
    throw new StowageError(
      'caddy-proxies',
      `"${id}" is to trust proxies, and Caddy ${version} takes the first address that they say, which is what a visitor claims`,
      'take Caddy 2.8 or later',
    );
}
