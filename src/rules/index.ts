import type { Rule } from '../model/finding.ts';
import { backupFits } from './data/backup-fits.ts';
import { backupRestores } from './data/backup-restores.ts';
import { dataKept } from './data/data-kept.ts';
import { replicasFree } from './data/replicas-free.ts';
import { stateBackedUp } from './data/state-backed-up.ts';
import { storesTogether } from './data/stores-together.ts';
import { volumesUsed } from './data/volumes-used.ts';
import { bindSource } from './file/bind-source.ts';
import { configsUsed } from './file/configs-used.ts';
import { fileOwner } from './file/file-owner.ts';
import { fileReadable } from './file/file-readable.ts';
import { filesPresent } from './file/files-present.ts';
import { filesUsed } from './file/files-used.ts';
import { namesLegal } from './file/names-legal.ts';
import { namesUnique } from './file/names-unique.ts';
import { pathsAbsolute } from './file/paths-absolute.ts';
import { resourcesLegal } from './file/resources-legal.ts';
import { scriptRuns } from './file/script-runs.ts';
import { volumeOwner } from './file/volume-owner.ts';
import { containerConfined } from './host/container-confined.ts';
import { featureAvailable } from './host/feature-available.ts';
import { guardsKept } from './host/guards-kept.ts';
import { hostBudget } from './host/host-budget.ts';
import { limitsAgree } from './host/limits-agree.ts';
import { memoryFits } from './host/memory-fits.ts';
import { swarmOnly } from './host/swarm-only.ts';
import { valuesLegal } from './host/values-legal.ts';
import { dockerfileBase } from './image/dockerfile-base.ts';
import { imageAlive } from './image/image-alive.ts';
import { imageExists } from './image/image-exists.ts';
import { imageOneVersion } from './image/image-one-version.ts';
import { imagePinned } from './image/image-pinned.ts';
import { versionInRange } from './image/version-in-range.ts';
import { addressReachable } from './network/address-reachable.ts';
import { addressesLegal } from './network/addresses-legal.ts';
import { adminInside } from './network/admin-inside.ts';
import { hostDistinct } from './network/host-distinct.ts';
import { hostKnown } from './network/host-known.ts';
import { localhostOwn } from './network/localhost-own.ts';
import { networkNeeded } from './network/network-needed.ts';
import { networksFit } from './network/networks-fit.ts';
import { networksUsed } from './network/networks-used.ts';
import { onlyEdgePublishes } from './network/only-edge-publishes.ts';
import { portsDistinct } from './network/ports-distinct.ts';
import { publishAnswered } from './network/publish-answered.ts';
import { tlsGuarded } from './network/tls-guarded.ts';
import { addressOrdered } from './order/address-ordered.ts';
import { commandWords } from './order/command-words.ts';
import { healthBeforeHealthy } from './order/health-before-healthy.ts';
import { healthLocalhost } from './order/health-localhost.ts';
import { healthProgram } from './order/health-program.ts';
import { healthTiming } from './order/health-timing.ts';
import { jobAwaited } from './order/job-awaited.ts';
import { orderPossible } from './order/order-possible.ts';
import { phaseStarts } from './order/phase-starts.ts';
import { startProgram } from './order/start-program.ts';
import { stopGrace } from './order/stop-grace.ts';
import { loginMatches } from './secret/login-matches.ts';
import { passwordAsked } from './secret/password-asked.ts';
import { secretFits } from './secret/secret-fits.ts';
import { secretInImage } from './secret/secret-in-image.ts';
import { secretNotLiteral } from './secret/secret-not-literal.ts';
import { secretOnePurpose } from './secret/secret-one-purpose.ts';
import { defaultPerEnvironment } from './variable/default-per-environment.ts';
import { dollarDoubled } from './variable/dollar-doubled.ts';
import { dollarLiteral } from './variable/dollar-literal.ts';
import { variablesDeclared } from './variable/variables-declared.ts';
import { variablesReach } from './variable/variables-reach.ts';
import { variablesSpelled } from './variable/variables-spelled.ts';

/** Every rule that holds for any target, in reporting order: what things are called, what runs, who meets whom, what is kept, what it takes. */
export const rules: readonly Rule[] = [
  namesLegal,
  namesUnique,
  valuesLegal,
  pathsAbsolute,
  addressesLegal,
  resourcesLegal,
  imagePinned,
  dockerfileBase,
  imageOneVersion,
  versionInRange,
  featureAvailable,
  imageAlive,
  imageExists,
  commandWords,
  orderPossible,
  phaseStarts,
  healthBeforeHealthy,
  healthTiming,
  healthProgram,
  startProgram,
  healthLocalhost,
  jobAwaited,
  addressOrdered,
  addressReachable,
  hostKnown,
  hostDistinct,
  localhostOwn,
  loginMatches,
  networksUsed,
  networksFit,
  networkNeeded,
  onlyEdgePublishes,
  tlsGuarded,
  adminInside,
  containerConfined,
  portsDistinct,
  publishAnswered,
  replicasFree,
  passwordAsked,
  secretNotLiteral,
  secretOnePurpose,
  secretInImage,
  secretFits,
  fileOwner,
  volumeOwner,
  fileReadable,
  variablesDeclared,
  variablesReach,
  variablesSpelled,
  dollarDoubled,
  dollarLiteral,
  defaultPerEnvironment,
  filesUsed,
  configsUsed,
  bindSource,
  filesPresent,
  scriptRuns,
  volumesUsed,
  dataKept,
  stateBackedUp,
  backupFits,
  backupRestores,
  storesTogether,
  hostBudget,
  memoryFits,
  guardsKept,
  limitsAgree,
  stopGrace,
  swarmOnly,
];
