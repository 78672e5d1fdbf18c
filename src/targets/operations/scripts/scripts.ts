import { createHash } from 'node:crypto';
import { renderConfigFile } from '../../../files/config-file.ts';
import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import { generatedAt } from '../../../model/config-file.ts';
import { hostFolders, hostTrees } from '../../../model/host-path.ts';
import { withoutHost } from '../../../model/network.ts';
import type { StackModel } from '../../../model/stack.ts';
import { besideFacts } from './beside.ts';
import { doctorFacts } from './doctor.ts';
import { drawnFacts, follows } from './drawn.ts';
import { hostCallers } from './host-callers.ts';
import { hasMajors, movesMajors } from './majors.ts';
import { needFacts } from './needs.ts';
import { renderedFacts } from './rendered.ts';
import { hasRotation, rotationFacts } from './rotation.ts';
import { script } from './script.ts';
import { hasSmokeTest, smokeFacts } from './smoke-test.ts';

/** Sourced by the programs below; neither does anything by itself. */
const words = [
  'common.sh',
  'env.sh',
  'readable.sh',
  'rendered.sh',
  'derived.sh',
  'leftovers.sh',
  'places.sh',
  'networks.sh',
  'live.sh',
  'changes.sh',
  'live-json.sh',
  'round-trip.sh',
];

const programs = [
  'compose',
  'init-env',
  'rotate',
  'doctor',
  'start',
  'run-job',
  'disk-usage',
  'plan',
  'drift',
  'smoke-test',
  'firewall',
  'destroy',
];

const templates = [...words, ...programs].map((name) => ({ name, made: script(name) }));

/** The everyday scripts, and the words that every script of the stack shares. */
export function scripts(stack: StackModel): readonly Artifact[] {
  const facts = view(stack);
  return templates
    .filter(({ name }) => name !== 'smoke-test' || hasSmokeTest(stack))
    .filter(({ name }) => name !== 'rotate' || hasRotation(stack))
    .filter(({ name }) => name !== 'derived.sh' || stack.variables.some(follows))
    .filter(
      ({ name }) => name !== 'rendered.sh' || stack.files.some(({ rendered }) => rendered !== undefined),
    )
    .filter(({ name }) => name !== 'round-trip.sh' || (hasSmokeTest(stack) && stack.roundTrips.length > 0))
    .map(({ made }) => made(facts));
}

function view(stack: StackModel): object {
  return {
    notice: notice(stack),
    inhibit: withoutHost,
    hostFolders,
    hostTrees,
    name: stack.name,
    version: stack.version,
    environment: stack.environment.name,
    project: stack.project,
    guarded: stack.environment.guarded,
    stores: stack.stores.length > 0,
    majors: hasMajors(stack),
    moves: movesMajors(stack),
    required: stack.variables.filter(({ required }) => required).map(({ name }) => name),
    ...drawnFacts(stack),
    ...rotationFacts(stack),
    containerFiles: stack.files
      .filter(({ rendered }) => rendered === undefined)
      .map((file) => `${sha256(renderConfigFile(stack, file))}  ${file.file}`),
    containerFolders: [...new Set(stack.files.map((file) => `./${generatedAt(file).split('/')[0]}`))],
    ...renderedFacts(stack),
    ...doctorFacts(stack),
    ...besideFacts(stack),
    ...needFacts(stack),
    ...smokeFacts(stack),
    callers: hostCallers(stack).join(', '),
  };
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
