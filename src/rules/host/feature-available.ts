import { service as form } from '../../compose/attributes/service.ts';
import { literal } from '../../compose/text.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { StackModel } from '../../model/stack.ts';
import { compareVersions } from '../../model/version.ts';
import { engineFeatures, features } from '../facts/features.gen.ts';
import { has, keyOf, mayHave, networkFeatures } from '../facts/features.ts';

/** What is written is understood by the oldest tool that may read it. */
export const featureAvailable: Rule = {
  id: 'feature-available',
  severity: 'error',
  summary:
    'Nothing that is said of a service is what the oldest Compose or the oldest engine of the stack refuses or ignores.',
  check: (stack) => {
    const { services, minimum } = stack;
    const { compose: oldest, engine: oldestEngine } = minimum;
    const lacking = features.filter(
      ({ compose }) => isVersion(oldest) && compareVersions(oldest, compose) <= 0,
    );
    const later = engineFeatures.filter(
      ({ engine }) => isVersion(oldestEngine) && compareVersions(oldestEngine, engine) < 0,
    );
    const onNetworks = networksOf(stack);
    if (lacking.length + later.length === 0) return onNetworks;
    // Only what one of these may stand in: the waits of a service are many.
    const asked = [...lacking, ...later].map(({ key }) => key);
    const keys = new Set(asked.map(keyOf));
    const printed = services.flatMap((service) => {
      const config = configOf(service);
      if (!asked.some((key) => mayHave(config, key))) return [];
      const said = Object.entries(config).filter(([key]) => key === 'rest' || keys.has(key));
      return [{ service, document: form.print(Object.fromEntries(said)) }];
    });
    const onServices = printed.flatMap(({ service: { path, id }, document }): readonly Complaint[] => [
      ...lacking
        .filter(({ key }) => has(document, key))
        .map(({ key, compose, outcome }) => ({
          path,
          message:
            outcome === 'refuses'
              ? `"${id}" says ${spelt(key)}, and Compose ${compose} refuses the whole project for it: this stack promises to work with ${oldest}`
              : `"${id}" says ${spelt(key)}, and Compose ${compose} does nothing about it, without a word: this stack promises to work with ${oldest}`,
          fix: `do without ${spelt(key)}, or raise minimum.compose of the stack above ${compose}`,
        })),
      ...later
        .filter(({ key }) => has(document, key))
        .map(({ key, engine }) => ({
          path,
          message: `"${id}" says ${spelt(key)}, which engines know since ${engine}; this stack promises to work with ${oldestEngine}, and that refuses it, or does nothing about it without a word`,
          fix: `do without ${spelt(key)}, or raise minimum.engine of the stack to ${engine}`,
        })),
    ]);
    return [...onServices, ...onNetworks];
  },
  about: {
    why: 'A host has the Compose and the engine that its distribution had. An older one refuses a key that it does not know, or reads past it: hooks that never run are the worst of these, for nothing says so; the engine of Debian 12 mounts a whole volume where a folder of it was meant. The table is made by running the versions, not by reading about them.',
    wrong: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        compose: { post_start: [{ command: ['shop', 'warm-up'] }] },
      });
    `,
    right: `
      new Job(phase, 'warm-up', { image: 'example.org/shop:1.0.0', command: ['shop', 'warm-up'] });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    since: 'Compose 2.26 and engine 20.10, the oldest that are tried',
    sources: ['https://docs.docker.com/reference/compose-file/services/'],
  },
};

/** Options of networks that the oldest engine does not know. */
function networksOf(stack: StackModel): readonly Complaint[] {
  const { engine: oldest } = stack.minimum;
  const later = networkFeatures.filter(
    ({ engine }) => isVersion(oldest) && compareVersions(oldest, engine) < 0,
  );
  return [...(resourcesOf(stack).networks ?? [])].flatMap(([id, { driverOpts }]) =>
    later
      .filter(({ option, value }) => literal(driverOpts?.get(option) ?? []) === value)
      .map(({ option, value, engine }) => ({
        path: stack.networks.find((network) => network.id === id)?.path ?? stack.path,
        message: `the network "${id}" says ${option}: ${value}, which engines know since ${engine}; this stack promises to work with ${oldest}, and that refuses it, or does nothing about it without a word`,
        fix: `do without it, or raise minimum.engine of the stack to ${engine}; an internal network has no address of the host anyway, but with enable_ipv6`,
      })),
  );
}

/** `networks.*.mac_address` as an author thinks of it. */
function spelt(key: string): string {
  return key.replaceAll('.*', '').replace('=', ': ');
}

function isVersion(text: string): boolean {
  return /^[\d.]+$/.test(text);
}
