import type { Finding, Rule } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import { acknowledgement } from './acknowledgement.ts';
import { addressOrdered } from './address-ordered.ts';
import { addressReachable } from './address-reachable.ts';
import { adminInside } from './admin-inside.ts';
import { backupFits } from './backup-fits.ts';
import { bindSource } from './bind-source.ts';
import { containerConfined } from './container-confined.ts';
import { dataKept } from './data-kept.ts';
import { defaultPerEnvironment } from './default-per-environment.ts';
import { dollarDoubled } from './dollar-doubled.ts';
import { featureAvailable } from './feature-available.ts';
import { fileOwner } from './file-owner.ts';
import { filesUsed } from './files-used.ts';
import { guardsKept } from './guards-kept.ts';
import { healthBeforeHealthy } from './health-before-healthy.ts';
import { healthProgram } from './health-program.ts';
import { healthTiming } from './health-timing.ts';
import { hostBudget } from './host-budget.ts';
import { hostKnown } from './host-known.ts';
import { imageAlive } from './image-alive.ts';
import { imageExists } from './image-exists.ts';
import { imageOneVersion } from './image-one-version.ts';
import { imagePinned } from './image-pinned.ts';
import { jobAwaited } from './job-awaited.ts';
import { limitsAgree } from './limits-agree.ts';
import { localhostOwn } from './localhost-own.ts';
import { loginMatches } from './login-matches.ts';
import { memoryFits } from './memory-fits.ts';
import { namesLegal } from './names-legal.ts';
import { namesUnique } from './names-unique.ts';
import { networkNeeded } from './network-needed.ts';
import { networksUsed } from './networks-used.ts';
import { onlyEdgePublishes } from './only-edge-publishes.ts';
import { orderPossible } from './order-possible.ts';
import { phaseStarts } from './phase-starts.ts';
import { portsDistinct } from './ports-distinct.ts';
import { replicasFree } from './replicas-free.ts';
import { secretFits } from './secret-fits.ts';
import { secretInImage } from './secret-in-image.ts';
import { secretNotLiteral } from './secret-not-literal.ts';
import { secretOnePurpose } from './secret-one-purpose.ts';
import { stateBackedUp } from './state-backed-up.ts';
import { stopGrace } from './stop-grace.ts';
import { storesTogether } from './stores-together.ts';
import { swarmOnly } from './swarm-only.ts';
import { targetsUnique } from './targets-unique.ts';
import { variablesDeclared } from './variables-declared.ts';
import { variablesReach } from './variables-reach.ts';
import { variablesSpelled } from './variables-spelled.ts';
import { versionInRange } from './version-in-range.ts';
import { volumesUsed } from './volumes-used.ts';

/** Every rule, in reporting order: what things are called, what runs, who meets whom, what is kept, what it takes. */
export const rules: readonly Rule[] = [
  namesLegal,
  namesUnique,
  targetsUnique,
  imagePinned,
  imageOneVersion,
  versionInRange,
  featureAvailable,
  imageAlive,
  imageExists,
  orderPossible,
  phaseStarts,
  healthBeforeHealthy,
  healthTiming,
  healthProgram,
  jobAwaited,
  addressOrdered,
  addressReachable,
  hostKnown,
  localhostOwn,
  loginMatches,
  networksUsed,
  networkNeeded,
  onlyEdgePublishes,
  adminInside,
  containerConfined,
  portsDistinct,
  replicasFree,
  secretNotLiteral,
  secretOnePurpose,
  secretInImage,
  secretFits,
  fileOwner,
  variablesDeclared,
  variablesReach,
  variablesSpelled,
  dollarDoubled,
  defaultPerEnvironment,
  filesUsed,
  bindSource,
  volumesUsed,
  dataKept,
  stateBackedUp,
  backupFits,
  storesTogether,
  hostBudget,
  memoryFits,
  guardsKept,
  limitsAgree,
  stopGrace,
  swarmOnly,
];

/** What all rules say about a stack, without what is acknowledged. */
export function findings(stack: StackModel): readonly Finding[] {
  const found = rules.flatMap(({ id, severity, check }) =>
    check(stack).map((complaint) => ({ rule: id, severity, ...complaint })),
  );
  return acknowledgement.settle(stack, found, rules);
}
