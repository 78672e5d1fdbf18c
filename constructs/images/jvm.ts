import { own } from '../../src/compose/own.ts';
import { imageName } from '../../src/model/image-name.ts';
import { isInRange } from '../../src/model/version.ts';
import type { EnvValue } from '../core/service-props.ts';
import { text } from '../core/value.ts';
import { SecretFile } from '../core/variable.ts';
import { isA } from '../props/brand.ts';

/**
 * A Java of before October 2022 (11.0.17, 17.0.5) dies at its start, with a `NullPointerException` in `CgroupV2Subsystem`,
 * where the kernel no longer lists the memory controller in /proc/cgroups: from 6.12 on, as in Debian 13 and Ubuntu 26.04.
 * Without its container support it does not look. The heaps of our services are set, so nothing else changes.
 * @see https://bugs.openjdk.org/browse/JDK-8287073 and https://github.com/openjdk/jdk11u-dev/pull/1339 for the mend
 * @see https://github.com/rancher-sandbox/rancher-desktop/issues/8769 for the kernel
 */
const withoutContainers = '-XX:-UseContainerSupport';

/** Images whose last build is older than that, by the end of their repository's name: a mirror keeps it. */
export type OldJava = readonly (readonly [name: string, versions: string])[];

/** What the Java in an image must be told to start on every kernel; undefined for one that needs nothing, or is not known. */
function jvmOptionFor(image: string, old: OldJava): string | undefined {
  const { repository, version } = imageName(image);
  const is = (name: string) => repository === name || repository.endsWith(`/${name}`);
  return version !== undefined && old.some(([name, versions]) => is(name) && isInRange(version, versions))
    ? withoutContainers
    : undefined;
}

/**
 * The variable with that option. What the author has for it follows, so that Java takes theirs where both say the same;
 * a variable that they leave out (`undefined`) stays out.
 */
export function jvmOptions(
  image: string,
  old: OldJava,
  name: string,
  env: Readonly<Record<string, EnvValue | undefined>> = {},
): Readonly<Record<string, EnvValue | undefined>> {
  const option = jvmOptionFor(image, old);
  if (option === undefined) return {};
  if (!Object.hasOwn(env, name)) return { [name]: option };
  const said = own(env, name);
  return {
    [name]: said === undefined || said === '' || isA(said, SecretFile) ? said : text`${option} ${said}`,
  };
}
