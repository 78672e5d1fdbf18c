import { spellText } from '../../../compose/interpolation.ts';
import { bytesIn } from '../../../compose/quantity.ts';
import { literal } from '../../../compose/text.ts';
import { gitattributesOf } from '../../../files/gitattributes.ts';
import { notice } from '../../../files/notice.ts';
import { renderedFiles } from '../../../graph/rendered.ts';
import { configOf } from '../../../lower.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StoreModel } from '../../../model/backup.ts';
import { renderedFolder } from '../../../model/config-file.ts';
import { edgesOf } from '../../../model/edges.ts';
import type { StackModel, SystemModel } from '../../../model/stack.ts';
import type { Language, Words } from '../../../model/words.ts';
import { ourLanguages, said } from '../../../model/words.ts';
import { gitignore } from '../gitignore.ts';
import { diagram } from '../mermaid.ts';
import { outsideOf } from '../scripts/beside.ts';
import { hasRotation } from '../scripts/rotation.ts';
import { drillAt } from '../scripts/schedule.ts';
import { asksPorts, hasSmokeTest, isAskedInRun, smokePreparations } from '../scripts/smoke-test.ts';
import { workflowPath } from '../workflow/workflow.ts';
import { adoptionFacts } from './adoption.ts';
import { runbookOf } from './authored.ts';
import { pageIn } from './chapters.ts';
import { commandFacts } from './commands.ts';
import { components } from './components.ts';
import { entranceFacts } from './entrances.ts';
import { environmentFacts, size } from './environments.ts';
import { pastTheirEnd } from './life.ts';
import { majorRows } from './majors.ts';
import { gainingOf, needRows, unlimitedRows } from './needs.ts';
import { proofs } from './proofs.ts';
import { repositoryFacts } from './repository.ts';
import { areSealed, networkRows, serviceRows, startFacts, timedRows } from './services.ts';
import { siteRows } from './sites.ts';
import { tree } from './tree.ts';
import { phaseRows, usualFacts } from './usual.ts';
import { variableRows } from './variables.ts';
import { hostPathRows, savesPaths, standStill, unsaved, volumeRows } from './volumes.ts';

const pages = new Map(ourLanguages.map((language) => [language.id, pageIn(language)]));
export const sameFiles: Words = { en: 'the same files as %s', id: 'berkas yang sama seperti %s' };

/** The runbook: README.md in the first language of the stack, and each other language beside it. */
export function runbook(system: SystemModel, environments: readonly Artifact[]): readonly Artifact[] {
  // The environment whose operators have most to lose stands for the others.
  const stack = system.stacks.find(({ environment }) => environment.guarded) ?? system.stacks.at(-1);
  if (stack === undefined) return [];
  const { languages } = stack;
  const file = (language: Language) => pageFile(languages, language);
  const paths = [
    ...(stack.repository === undefined ? [workflowPath(system)] : []),
    ...[...gitattributesOf(system, environments), ...gitignore(system), ...environments].map(
      ({ path }) => path,
    ),
    ...languages.map(file),
  ];
  const drawn = diagram(stack);
  return languages.map((language) => {
    const page = pages.get(language.id) ?? pageIn(language);
    const others = languages.filter((one) => one !== language);
    const folders = system.stacks.map(({ environment }) => environment.name);
    const content = page({
      ...view(system, stack, language),
      diagram: drawn,
      others: others.map((one) => ({ name: one.name, file: file(one) })),
      tree: tree(stack.name, paths, folders, said(sameFiles, language)),
    });
    return { path: file(language), content, executable: false };
  });
}

/** What the page of a language is called. */
export function pageFile([main]: readonly Language[], language: Language): string {
  return language === main ? 'README.md' : `README.${language.id}.md`;
}

/** Facts and the author's words; every other word is the template's. */
function view(system: SystemModel, stack: StackModel, language: Language): object {
  const jobs = stack.services.filter(({ kind }) => kind === 'job');
  const resting = standStill(stack);
  const unlimited = unlimitedRows(stack, language);
  return {
    notice: notice(stack),
    // Whether the Makefile speaks this page's language.
    own: language === stack.languages[0],
    source: stack.source,
    title: stack.title,
    version: stack.version,
    name: stack.name,
    project: stack.project,
    main: stack.environment.name,
    minimum: stack.minimum,
    environments: system.stacks.map((one) => environmentFacts(one, language)),
    components: components(stack, language),
    ended: pastTheirEnd(stack, language),
    ...usualFacts(system, stack),
    ...repositoryFacts(system, stack),
    phases: phaseRows(stack),
    services: serviceRows(stack, language),
    ...startFacts(stack),
    networks: networkRows(stack, language),
    sealed: areSealed(stack),
    volumes: volumeRows(stack, language),
    outside: outsideOf(stack),
    hostPaths: hostPathRows(stack, language),
    savedPaths: savesPaths(stack),
    unsaved: unsaved(stack, language),
    needs: needRows(stack, language),
    unlimited,
    chosen: unlimited.every(({ chosen }) => chosen),
    gaining: gainingOf(stack),
    full: stack.volumes.flatMap(({ id, room }) => (room ? [{ id, how: said(room, language) }] : [])),
    variables: variableRows(system, language),
    renderedFolder,
    rendered: renderedFiles(stack).map(({ file, template, readers }) => ({
      file,
      template,
      readers: readers.map(({ id }) => id),
    })),
    gates: jobs.flatMap(({ id, job }) =>
      job?.upgradeGate === undefined ? [] : [{ id, command: `make ${job.target}` }],
    ),
    stores: stack.stores.length > 0,
    resting,
    several: resting.length > 1,
    loading: stack.stores.flatMap((store) => loadingLines(store, language)),
    incremental: stack.stores.flatMap(({ name, fullEvery }) =>
      fullEvery === undefined ? [] : [{ id: name, days: String(fullEvery) }],
    ),
    schedule: schedule(stack),
    timed: timedRows(stack, language),
    offsite: stack.schedule?.offsite !== undefined,
    smoke: hasSmokeTest(stack),
    rotates: hasRotation(stack),
    preparations: smokePreparations(stack),
    roundTrips: hasSmokeTest(stack) && stack.roundTrips.length > 0,
    ...proofs(system.stacks),
    ...entranceFacts(system, stack, language),
    untrusted: system.stacks
      .filter((one) => edgesOf(one).some(({ tls }) => tls === 'staging'))
      .map((one) => one.environment.name),
    sites: siteRows(stack),
    proxies: (stack.proxies ?? []).map(({ product, network = '', readsLabels = false }) => ({
      ...{ product, network, labels: readsLabels },
    })),
    asked: isAskedInRun(stack),
    atPorts: asksPorts(stack),
    standing: stack.services.filter(({ serves }) => serves?.staysUp === true).map(({ id }) => id),
    certificates: stack.services
      .filter(({ serves }) => serves?.readsCertificates === true)
      .map(({ id }) => ({ id, command: `make restart SERVICE=${id}` })),
    logs: logs(stack, language),
    ownLogs: stack.services.flatMap(({ ownLogs = [] }) =>
      ownLogs.map(({ what, kept }) => ({ what: said(what, language), kept: said(kept, language) })),
    ),
    ...majorRows(stack, language),
    adoption: adoptionFacts(stack, language),
    ...commandFacts(stack, language),
    author: runbookOf(stack, language),
  };
}

function schedule({ schedule, project }: StackModel): object | undefined {
  if (schedule === undefined) return undefined;
  return {
    at: schedule.at,
    drillAt: drillAt(schedule),
    timers: `${project}-backup.timer`,
    crontab: `/etc/cron.d/${project}-backup`,
  };
}

/** What an operator sees of a store that is loaded, line by line as they will stand there. */
function loadingLines({ method, name }: StoreModel, language: Language): readonly string[] {
  const { loading } = method;
  return loading === undefined
    ? []
    : said(loading, language).replaceAll('{store}', `\`${name}\``).split('\n');
}

/** What Docker keeps of each container's output; services that differ are named. Other drivers keep it elsewhere. */
function logs({ services }: StackModel, language: Language): readonly object[] {
  const kinds = new Map<string, string | undefined>();
  for (const service of services) {
    const { driver = [], options } = configOf(service).logging ?? {};
    const [files, most] = [options?.get('max-file'), spellText(options?.get('max-size') ?? [])];
    if (files === undefined || literal(driver) !== 'json-file') continue;
    const kind = `${spellText(files)} ${most}`;
    if (kinds.has(kind)) continue;
    const bytes = bytesIn(most);
    kinds.set(
      kind,
      bytes === undefined ? undefined : `${spellText(files)} × ${size(bytes / 2 ** 20, language)}`,
    );
  }
  return [...new Set(kinds.values())].flatMap((kept) => (kept === undefined ? [] : [{ kept }]));
}
