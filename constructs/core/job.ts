import type { Construct } from 'constructs';
import { readCron } from '../../src/model/cron.ts';
import { StowageError } from '../../src/model/error.ts';
import type { JobModel } from '../../src/model/service.ts';
import type { Sentence } from '../../src/model/words.ts';
import { isA } from '../props/brand.ts';
import { checkNew } from '../props/check.ts';
import { shown } from '../props/words.ts';
import type { Id } from './forms.ts';
import { Service } from './service.ts';
import type { ServiceProps } from './service-props.ts';

/** What a job runs, and when. It has no port, no edge and no health check. */
export interface JobProps
  extends Omit<ServiceProps, 'health' | 'port' | 'otherPorts' | 'publish' | 'edge' | 'backup' | 'console'> {
  /**
   * `once`: Compose starts an exited container again at every `up`, so the job leaves a mark when it has succeeded
   * and does nothing when it finds it; a changed configuration makes a new container, and the job runs again. It
   * needs a `/bin/sh`, and a `/tmp` or a `/var/tmp` in the image that its user may write to. Where `/tmp` is in memory the
   * mark goes to `/var/tmp`; where the container is read-only it gets a volume without a name there. `always`: each
   * time that it is started.
   * Fails with `job-mark` when the container is read-only and both are in memory.
   * @default 'once', and 'always' with a `schedule`
   */
  readonly runs?: 'once' | 'always';
  /**
   * The target of the Makefile that runs it, now and in any case.
   * @default - the job's id
   */
  readonly target?: string;
  /**
   * What `make help` says of that target.
   * @default - the job's description
   */
  readonly help?: Sentence;
  /**
   * When timers of the host run it, by the host's clock: an expression of cron of five fields, or `@hourly`, `@daily`, `@weekly`, `@monthly`. `make
   * schedule` installs them. A run that is due while the one before it is not over is left out, and so is one while the system does not
   * run; it waits while a backup, a restore or an upgrade runs. A failure is told as one of a backup is.
   * @example '5 3 * * *'
   * @default - nothing but a person runs it
   */
  readonly schedule?: string;
  /**
   * Leave it out of the start order: it runs only when it is asked for by name.
   * @default - none: whatever starts later waits for it; `scheduled` with a `schedule`
   */
  readonly profile?: string;
  /**
   * Before an upgrade its command must succeed in this running service, with the version that runs now.
   * @default - no such check
   */
  readonly upgradeGate?: () => Service;
}

/** A container that does one thing and must exit 0. */
export class Job extends Service {
  readonly #job: JobProps;

  /** @throws StowageError `bad-schedule` for one that is no expression of cron. */
  constructor(scope: Construct, id: Id, props: JobProps) {
    checkNew(Job, new.target, [scope, id, props]);
    super(scope, id, props);
    const fault = props.schedule === undefined ? undefined : readCron(props.schedule);
    if (typeof fault === 'string')
      throw new StowageError(
        'bad-schedule',
        `schedule of "${id}" is ${shown(props.schedule)}: ${fault}`,
        "write for example schedule: '5 3 * * *', each day at 03:05 of the host's clock",
      );
    this.#job = props;
  }

  /** The target of the Makefile that runs it. */
  get target(): string {
    return this.#job.target ?? this.node.id;
  }

  protected override get job(): JobModel {
    const { runs, help, schedule, upgradeGate, description } = this.#job;
    return {
      runs: runs ?? (schedule === undefined ? 'once' : 'always'),
      target: this.target,
      help: help ?? description ?? { en: `Run ${this.node.id}`, id: `Menjalankan ${this.node.id}` },
      ...(schedule !== undefined && { schedule }),
      ...(upgradeGate && { upgradeGate: this.#running(upgradeGate()).node.id }),
    };
  }

  /** What a function gives is known only now. */
  #running(gate: unknown): Service {
    if (isA(gate, Service)) return gate;
    throw new StowageError(
      'bad-prop',
      `upgradeGate of "${this.node.id}" gives ${shown(gate)}, not a Service`,
      'give the service that runs: upgradeGate: () => web',
    );
  }

  override get profile(): string | undefined {
    return super.profile ?? (this.#job.schedule === undefined ? undefined : 'scheduled');
  }
}
