import { Construct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import type { RoundTripModel } from '../../src/model/round-trip.ts';
import type { RunbookModel } from '../../src/model/runbook.ts';
import type { AcknowledgementModel, SmokeCheck, StackModel } from '../../src/model/stack.ts';
import type { Sentence } from '../../src/model/words.ts';
import { knownImages } from '../images/index.ts';
import { isA } from '../props/brand.ts';
import { checkCall, checkNew } from '../props/check.ts';
import { adoption } from './adoption.ts';
import type { App } from './app.ts';
import { scheduleOf } from './backup.ts';
import { ConfigFile } from './config-file.ts';
import { elementModels } from './elements.ts';
import type { Environment } from './environment.ts';
import { ExistingProxy } from './existing-proxy.ts';
import { ExistingServer } from './existing-server.ts';
import type { Id } from './forms.ts';
import type { Languages } from './languages.ts';
import { languagesOf } from './languages.ts';
import { majorsOf } from './majors.ts';
import { OperationsFile } from './operations-file.ts';
import { Phase } from './phase.ts';
import { blaming, rememberStack } from './place.ts';
import { checkRawKeys, rawModel } from './raw-keys.ts';
import type { RoundTripProps } from './round-trip.ts';
import { roundTrip } from './round-trip.ts';
import { Service } from './service.ts';
import type { StackProps } from './stack-props.ts';
import { servicesOf } from './start-order.ts';
import { storesOf } from './stores.ts';
import { troubleModel } from './trouble.ts';
import { VariableBook } from './value.ts';

/**
 * One system in one environment; one folder of `out/`.
 * @throws StowageError when the app is made data. `adopted-project`, `adopted-volume` and `adopted-apart`: another project, a volume of it, or volumes that
 * are worth nothing without each other cannot be taken over as `adopts` says. `store-name`, `store-twice` and `method-twice`: two stores
 * would be saved in one place, or by two methods of one name
 */
export class Stack extends Construct {
  readonly #name: string;
  readonly #environment: Environment;
  readonly #props: StackProps;
  readonly #acknowledgements: AcknowledgementModel[] = [];
  readonly #roundTrips: RoundTripModel[] = [];
  readonly #languages: Languages;

  /** Its construct path is `<name>-<environment>`, and so is Compose's name of the project where `project` says no other. */
  constructor(app: App, name: Id, environment: Environment, props: StackProps) {
    checkNew(Stack, new.target, [app, name, environment, props]);
    super(app, `${name}-${environment.name}`);
    rememberStack(this, Stack);
    this.#name = name;
    this.#environment = environment;
    checkRawKeys(name, props.compose);
    this.#props = props;
    const { languages } = app;
    this.#languages =
      props.languages === undefined ? languages : languagesOf(props.languages, languages, `"${name}"`);
  }

  /**
   * What Compose calls the project.
   * @internal
   */
  get project(): string {
    return this.#props.project ?? this.node.id;
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
      reason,
    });
  }

  /**
   * The smoke test sends `what` (as in "an event") through the edge, and finds it again at the other end.
   * @throws StowageError `no-site` when the stack has no address; `bad-path` when the path begins with no slash; `bad-need` for a name that
   * cannot be looked up, `unknown-need` for one in the body that nothing looks up; `prepare-starts-by-itself` for a job without a profile
   */
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

  /**
   * It as data.
   * @internal
   */
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
    const own = all.flatMap((c) => (isA(c, OperationsFile) ? [c.toModel()] : []));
    const proxies = all.flatMap((c) => (isA(c, ExistingProxy) ? [c.toModel(book)] : []));
    const servers = all.flatMap((c) => (isA(c, ExistingServer) ? [c.toModel(book)] : []));
    const files = all.flatMap((c) => (isA(c, ConfigFile) ? [blaming(c, () => c.toModel(book))] : []));
    const majors = majorsOf(all);
    return {
      path: this.node.path,
      name: this.#name,
      title: props.title,
      version: props.version,
      project: this.project,
      source: props.source ?? `stacks/${this.#name}.ts`,
      languages: this.#languages,
      environment: this.#environment.model,
      phases: all.flatMap((c) => (isA(c, Phase) ? [{ path: c.node.path, id: c.node.id }] : [])),
      services,
      ...(proxies.length > 0 && { proxies }),
      ...(servers.length > 0 && { servers }),
      ...elements,
      ...(props.networks === 'derived' && { derivesNetworks: true }),
      files: [...files, ...book.files],
      ...(own.length > 0 && { operationsFiles: own }),
      ...site,
      variables: book.list(),
      stores: storesOf(all),
      ...(majors.length > 0 && { majors }),
      ...schedule,
      adoption: blaming(this, () => adoption(this, elements.volumes, props.adopts ?? {})),
      smoke: (props.smoke ?? []).map(
        ({ path, status, jsonTrue, site: other }): SmokeCheck => ({
          path,
          status: status ?? 200,
          jsonTrue: jsonTrue ?? [],
          ...(other !== undefined && { site: book.text(other) }),
        }),
      ),
      roundTrips: this.#roundTrips,
      minimum: props.minimum ?? { compose: '2.26', engine: '24.0' },
      runbook: {
        about: runbook.about ?? props.title,
        deploy: runbook.deploy ?? [],
        security: runbook.security ?? [],
        backup: runbook.backup ?? [],
        upgrade: runbook.upgrade ?? [],
        monitoring: runbook.monitoring ?? [],
        troubleshooting: [
          ...all.flatMap((c) => (isA(c, Service) ? c.troubles : [])),
          ...(runbook.troubleshooting ?? []),
        ].map(troubleModel),
      } satisfies RunbookModel,
      acknowledgements: this.#acknowledgements,
      images: knownImages,
      compose,
    };
  }
}
