import { Construct } from 'constructs';
import type { TakeoverModel } from '../../src/model/adoption.ts';
import type { StoreModel } from '../../src/model/backup.ts';
import { StowageError } from '../../src/model/error.ts';
import type { MajorModel } from '../../src/model/major.ts';
import type { Duration, Port } from '../../src/model/quantity.ts';
import type { DependencyModel, JobModel, OwnLogs, ServiceModel } from '../../src/model/service.ts';
import type { ComposeService } from '../l1/service.ts';
import type { ComposeVolume } from '../l1/volume.ts';
import { checkCall, checkNew } from '../props/check.ts';
import type { ConfigFile } from './config-file.ts';
import type { Wait, WaitArgument } from './dependency.ts';
import { waitsOf } from './dependency.ts';
import { edgeModel } from './edge.ts';
import type { Id, InContainer } from './forms.ts';
import { frontedPorts, frontModel } from './front.ts';
import type { HostPath } from './host-path.ts';
import type { BoundToMajor } from './major.ts';
import { majorOf } from './major.ts';
import type { Mounted } from './mounts.ts';
import { mountModels } from './mounts.ts';
import { checkInPhase } from './phase.ts';
import { rememberPlace } from './place.ts';
import { portsOf } from './publish.ts';
import { checkRange } from './range.ts';
import { savedBy } from './saving.ts';
import { checkSaid, guardsOf, processOf, saidOf, worksWithOf } from './service-model.ts';
import type { Mounting, ServiceProps } from './service-props.ts';
import type { AnyStored, TakenOver } from './store.ts';
import { checkStored, takeoverOf } from './store.ts';
import type { Trouble } from './trouble.ts';
import type { Value, VariableBook } from './value.ts';
import { Address } from './value.ts';
import type { Volume } from './volume.ts';

/**
 * A container that keeps running, with guards: the limits, the time to stop and the rotation of its logs are props. Two guards have none:
 * it comes back unless it was stopped (`restart: unless-stopped`; a {@link Job} does not), and no program in it gains privileges
 * (`security_opt: no-new-privileges:true`). `compose` says otherwise. `ComposeService` is one without guards.
 */
export class Service extends Construct {
  readonly #props: ServiceProps;
  readonly #mounts: Mounted[] = [];
  readonly #reaches = new Set<Service>();
  readonly #waits: Wait[] = [];
  readonly #worksWith: { readonly service: Service | ComposeService; readonly range: string }[] = [];
  readonly #stored: AnyStored[] = [];
  readonly #troubles: Trouble[] = [];
  readonly #takeovers: TakeoverModel[] = [];
  readonly #majors: MajorModel[] = [];

  /** @throws StowageError `no-phase` outside a phase; `no-dockerfile` for a folder without one; `nothing-to-save` when `backup` saves files and none is mounted; `bad-command` for a whole line as one word, and for what only a shell reads; later `host-file-in-image` for a file in its `build` whose values only a host has. */
  constructor(scope: Construct, id: Id, props: ServiceProps) {
    checkNew(Service, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    checkInPhase(this);
    checkSaid(id, props);
    this.#props = props;
    if (props.backup !== undefined) this.store(props.backup);
  }

  /** Its host name on the networks. */
  get host(): Address {
    return new Address(this);
  }

  /**
   * `host:port` of its main port.
   * @throws StowageError `no-port` when it has none.
   */
  get address(): Address {
    if (this.#props.port !== undefined) return this.at(this.#props.port);
    throw new StowageError(
      'no-port',
      `"${this.node.id}" listens on no port`,
      `give "${this.node.id}" a port, or use its .host`,
    );
  }

  /** `host:port` of another of its ports. */
  at(port: Port): Address {
    checkCall('Service.at', [port]);
    return new Address(this, port);
  }

  /**
   * Starts only when these are ready: completed for a job, else healthy; behind them may stand how far: `web.waitFor(search, 'started')`. Of what
   * holds several (a construct, a phase, a `DependencyGroup`) all services that start by themselves; there one without a health check must only
   * have started. What is said goes over the phases. One that holds none is refused later (`wait-empty`).
   * @throws StowageError `bad-prop` for how far without for whom
   */
  waitFor(...services: readonly WaitArgument[]): this {
    checkCall('Service.waitFor', services);
    this.#waits.push(...waitsOf(this.node.id, services));
    return this;
  }

  /** Says whom it reaches though nothing in its description names them. Asked where networks are derived. */
  reaches(...services: readonly Service[]): this {
    checkCall('Service.reaches', services);
    for (const service of services) this.#reaches.add(service);
    return this;
  }

  /**
   * Says which versions of another service it works with, as its makers state them: `>=11.0 <15`. A rule compares them
   * with the tag of the other's image.
   * @throws StowageError `bad-range` when the range is none.
   */
  worksWith(service: Service | ComposeService, range: string): this {
    checkCall('Service.worksWith', [service, range]);
    checkRange(range);
    this.#worksWith.push({ service, range });
    return this;
  }

  /** Puts a volume, a generated file or a path of the host into the container. Generated files are read-only. */
  mount(
    source: Volume | ComposeVolume | ConfigFile | HostPath,
    target: InContainer,
    options: Mounting = {},
  ): this {
    checkCall('Service.mount', [source, target, options]);
    this.#mounts.push({ source, target, readOnly: options.readOnly ?? false });
    return this;
  }

  /** Puts into the runbook what goes wrong with it, and how an operator mends that. */
  foresee(trouble: Trouble): this {
    checkCall('Service.foresee', [trouble]);
    this.#troubles.push(trouble);
    return this;
  }

  /**
   * Says how what it stores is saved and brought back.
   * @throws StowageError `method-functions` when the method lacks a function, `other-stack` when a volume belongs to another stack.
   */
  store(stored: AnyStored): this {
    checkCall('Service.store', [stored]);
    checkStored(this, stored);
    this.#stored.push(stored);
    return this;
  }

  /** Says what must be known of its volumes before they are taken over from another project, and what is set afterwards. */
  protected takeOver(taken: TakenOver): void {
    checkCall('Service.takeOver', [taken]);
    this.#takeovers.push(takeoverOf(this, taken));
  }

  /** Says that its data belong to one major version: a newer server on them is refused, or goes the way that the method says. */
  protected bindToMajor(bound: BoundToMajor): void {
    checkCall('Service.bindToMajor', [bound]);
    this.#majors.push(majorOf(this, bound));
  }

  /** Time that it may need to stop by itself: that of a `stopGrace` which nobody says, and a rule finds a shorter one. */
  protected get stopNeeds(): Duration | undefined {
    return undefined;
  }

  /** Logs that it keeps beside what it prints, for the runbook. */
  protected get ownLogs(): readonly OwnLogs[] {
    return [];
  }

  /** Other names by which others reach it on each of its networks. */
  protected get aliases(): readonly Value[] {
    return [];
  }

  /** What a job adds to the model. */
  protected get job(): JobModel | undefined {
    return undefined;
  }

  /** What it starts with, and not with the others: only when it is asked for. */
  get profile(): string | undefined {
    return this.#props.profile;
  }

  /** What it waits for beyond earlier phases. */
  get waits(): readonly Wait[] {
    return this.#waits;
  }

  /** Before one of these is made anew, it stops; it starts again when that one is ready. */
  get stopsBefore(): readonly Service[] {
    return [];
  }

  /** What the runbook says of its troubles. */
  get troubles(): readonly Trouble[] {
    return this.#troubles;
  }

  /** How what it stores is saved. */
  get stores(): readonly StoreModel[] {
    return this.#stored.flatMap((stored) => savedBy(this, stored, this.#mounts));
  }

  /** What its volumes need beyond a copy when they are taken over. */
  get takeovers(): readonly TakeoverModel[] {
    return this.#takeovers;
  }

  /** Which major versions its data belong to. */
  get majors(): readonly MajorModel[] {
    return this.#majors;
  }

  /** What it mounts, and where. */
  get mounts(): readonly Mounted[] {
    return this.#mounts;
  }

  /**
   * It as data; the stack says in which phase, and what that makes it wait for.
   * @internal
   */
  toModel(phase: string, dependsOn: readonly DependencyModel[], book: VariableBook): ServiceModel {
    const props = this.#props;
    const texts = (values: readonly Value[]) => values.map((value) => book.text(value));
    const { job, profile, stopNeeds } = this;
    const mounts = mountModels(this.node, this.#mounts, book, props);
    return {
      ...saidOf(this, props, book),
      kind: job === undefined ? 'service' : 'job',
      phase,
      ...(job && { job }),
      ...processOf(props, texts),
      mounts,
      ...portsOf(this.node.id, frontedPorts(this, props)),
      ...(this.#reaches.size > 0 && { reaches: [...this.#reaches].map(({ node }) => node.id) }),
      ...(this.aliases.length > 0 && { aliases: texts(this.aliases) }),
      ...frontModel(this, book),
      dependsOn,
      ...worksWithOf(this.#worksWith),
      restart: job === undefined ? 'unless-stopped' : 'no',
      stopGrace: props.stopGrace ?? stopNeeds ?? '30s',
      ...(stopNeeds !== undefined && { stopNeeds }),
      ...guardsOf(props, book),
      ...(this.ownLogs.length > 0 && { ownLogs: this.ownLogs }),
      ...(profile !== undefined && { profile }),
      ...edgeModel(this.node.id, props.edge ?? false, mounts, book),
    };
  }
}
