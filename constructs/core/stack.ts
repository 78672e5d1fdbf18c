import { Construct } from 'constructs';
import type { StoreModel } from '../../src/model/backup.ts';
import type { RawCompose } from '../../src/model/compose.gen.ts';
import { StowageError } from '../../src/model/error.ts';
import type { RoundTripModel } from '../../src/model/round-trip.ts';
import type { RunbookModel } from '../../src/model/runbook.ts';
import type { AcknowledgementModel, SmokeCheck, StackModel, Status } from '../../src/model/stack.ts';
import type { Version } from '../../src/model/version.ts';
import type { Language } from '../../src/model/words.ts';
import { knownImage } from '../images/index.ts';
import { isA } from '../props/brand.ts';
import { checkCall, checkNew } from '../props/check.ts';
import type { OldProject } from './adoption.ts';
import { adoption } from './adoption.ts';
import type { App } from './app.ts';
import type { BackupProps } from './backup.ts';
import { scheduleOf } from './backup.ts';
import { ConfigFile } from './config-file.ts';
import { elementModels } from './elements.ts';
import type { Environment } from './environment.ts';
import type { Id } from './forms.ts';
import { Phase } from './phase.ts';
import { blaming, rememberStack } from './place.ts';
import type { RawKeys } from './raw-keys.ts';
import { checkRawKeys, rawModel } from './raw-keys.ts';
import type { RoundTripProps } from './round-trip.ts';
import { roundTrip } from './round-trip.ts';
import { Service } from './service.ts';
import { servicesOf } from './start-order.ts';
import { checkMethods, checkNames } from './store.ts';
import type { Trouble } from './trouble.ts';
import { troubleModel } from './trouble.ts';
import type { Value } from './value.ts';
import { VariableBook } from './value.ts';
import type { Sentence } from './words.ts';
import { inAllLanguages } from './words.ts';

export interface StackProps {
  /**
   * As a person writes it: `PostHog`.
   * @least 1
   */
  readonly title: string;
  /**
   * The version of the system: backups carry it, and a restore into another one is refused.
   * @least 1
   * @example '1.0'
   */
  readonly version: string;
  /**
   * The file that an author edits, for the first line of each generated file.
   * @default - `stacks/<name>.ts`
   */
  readonly source?: string;
  /**
   * The language of the runbook. The other one stands beside it.
   * @default 'en'
   */
  readonly language?: Language;
  /**
   * When backups are due, how many days they are kept, and what sends a copy of each elsewhere.
   * @default - nothing is scheduled, and nothing is pruned
   */
  readonly backups?: BackupProps;
  /**
   * Projects of another description whose data `make adopt FROM=<project>` takes over, by their names in Compose. One
   * that has the volume names of this stack, such as this stack under another name, needs no entry.
   * @default - none
   */
  readonly adopts?: Readonly<Record<string, OldProject>>;
  /**
   * The address that users type.
   * @default - none
   */
  readonly site?: Value;
  /**
   * Requests through the edge that must succeed once the system is up.
   * @default - none
   */
  readonly smoke?: readonly {
    readonly path: `/${string}`;
    readonly status?: Status;
    readonly jsonTrue?: readonly string[];
  }[];
  /**
   * `derived`: whoever is pointed at meets all that point at it on one network, `<id>-clients`, which leads nowhere else; so two stores share
   * none unless one points at the other or both at a third. What a service says in `networks` comes on top: its way out. Who
   * reaches another without naming it says so: `.reaches(…)`.
   * @default - each service is on the networks that it says
   */
  readonly networks?: 'derived';
  /**
   * The oldest Compose and engine that the hosts have.
   * @default - `{ compose: '2.26', engine: '24.0' }`
   */
  readonly minimum?: { readonly compose: Version; readonly engine: Version };
  /**
   * What only you know and the operator must read. What stands between backticks is code.
   * @default - nothing
   */
  readonly runbook?: {
    readonly about?: Sentence;
    readonly deploy?: readonly Sentence[];
    readonly security?: readonly Sentence[];
    readonly backup?: readonly Sentence[];
    readonly upgrade?: readonly Sentence[];
    readonly monitoring?: readonly Sentence[];
    readonly troubleshooting?: readonly Trouble[];
  };
  /**
   * Raw top-level keys of the Compose Specification, over ours as Compose merges files: maps and lists add, `replace(…)` replaces, `reset`
   * takes a key away.
   * @default - none
   */
  readonly compose?: RawKeys<RawCompose>;
}

/** One system in one environment; one folder of `out/`. */
export class Stack extends Construct {
  readonly #name: string;
  readonly #environment: Environment;
  readonly #props: StackProps;
  readonly #acknowledgements: AcknowledgementModel[] = [];
  readonly #roundTrips: RoundTripModel[] = [];

  /** Its construct path, and Compose's project name, is `<name>-<environment>`. */
  constructor(app: App, name: Id, environment: Environment, props: StackProps) {
    checkNew(Stack, new.target, [app, name, environment, props]);
    super(app, `${name}-${environment.name}`);
    rememberStack(this, Stack);
    this.#name = name;
    this.#environment = environment;
    checkRawKeys(name, props.compose);
    this.#props = props;
  }

  /** The steps of the start order, first to last. */
  phases<const Names extends readonly Id[]>(...names: Names): { readonly [K in keyof Names]: Phase } {
    checkCall('Stack.phases', names);
    return names.map((name) => new Phase(this, name)) as unknown as { readonly [K in keyof Names]: Phase };
  }

  /** Accepts what a rule finds about these constructs, with the reason. One that matches nothing is an error. */
  acknowledge(rule: string, constructs: readonly Construct[], reason: Sentence): void {
    checkCall('Stack.acknowledge', [rule, constructs, reason]);
    this.#acknowledgements.push({
      rule,
      paths: constructs.map(({ node }) => node.path),
      reason: inAllLanguages(reason),
    });
  }

  /** The smoke test sends `what` (as in "an event") through the edge, and finds it again at the other end. */
  roundTrip(what: string, props: RoundTripProps): void {
    checkCall('Stack.roundTrip', [what, props]);
    if (this.#props.site === undefined)
      throw new StowageError(
        'no-site',
        `${what} cannot be sent through the edge: the stack has no site`,
        "give the stack its address: site: 'https://…'",
      );
    this.#roundTrips.push(roundTrip(what, props));
  }

  toModel(): StackModel {
    const props = this.#props;
    const book = new VariableBook();
    const all = this.node.findAll();
    const services = servicesOf(this, book);
    const elements = elementModels(this, book);
    const { compose } = rawModel(props.compose, book);
    const runbook = props.runbook ?? {};
    const site = props.site === undefined ? {} : { site: book.text(props.site) };
    const schedule = props.backups === undefined ? {} : { schedule: scheduleOf(props.backups, book) };
    const files = all.flatMap((c) => (isA(c, ConfigFile) ? [blaming(c, () => c.toModel(book))] : []));
    return {
      path: this.node.path,
      name: this.#name,
      title: props.title,
      version: props.version,
      project: this.node.id,
      source: props.source ?? `stacks/${this.#name}.ts`,
      language: props.language ?? 'en',
      environment: this.#environment.model,
      phases: all.flatMap((c) => (isA(c, Phase) ? [{ path: c.node.path, id: c.node.id }] : [])),
      services,
      ...elements,
      ...(props.networks === 'derived' && { derivesNetworks: true }),
      files,
      ...site,
      variables: book.list(),
      stores: inSavingOrder(all.flatMap((c) => (isA(c, Service) ? c.stores : []))),
      ...schedule,
      adoption: blaming(this, () => adoption(this, elements.volumes, props.adopts ?? {})),
      smoke: (props.smoke ?? []).map(
        ({ path, status, jsonTrue }): SmokeCheck => ({
          path,
          status: status ?? 200,
          jsonTrue: jsonTrue ?? [],
        }),
      ),
      roundTrips: this.#roundTrips,
      minimum: props.minimum ?? { compose: '2.26', engine: '24.0' },
      runbook: {
        about: inAllLanguages(runbook.about ?? props.title),
        deploy: (runbook.deploy ?? []).map(inAllLanguages),
        security: (runbook.security ?? []).map(inAllLanguages),
        backup: (runbook.backup ?? []).map(inAllLanguages),
        upgrade: (runbook.upgrade ?? []).map(inAllLanguages),
        monitoring: (runbook.monitoring ?? []).map(inAllLanguages),
        troubleshooting: [
          ...all.flatMap((c) => (isA(c, Service) ? c.troubles : [])),
          ...(runbook.troubleshooting ?? []),
        ].map(troubleModel),
      } satisfies RunbookModel,
      acknowledgements: this.#acknowledgements,
      images: { of: knownImage },
      compose,
    };
  }
}

/** As their methods say it; of one method in the order in which they were written. */
function inSavingOrder(stores: readonly StoreModel[]): readonly StoreModel[] {
  checkNames(stores);
  checkMethods('method', stores);
  return [...stores].sort((a, b) => a.method.order - b.method.order);
}
