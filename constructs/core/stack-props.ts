import type { RawCompose } from '../../src/model/compose.gen.ts';
import type { Status } from '../../src/model/stack.ts';
import type { Version } from '../../src/model/version.ts';
import type { LanguageId, Sentence } from '../../src/model/words.ts';
import type { OldProject } from './adoption.ts';
import type { BackupProps } from './backup.ts';
import type { RawKeys } from './raw-keys.ts';
import type { Trouble } from './trouble.ts';
import type { Value } from './value.ts';

/**
 * A name of a project, as Compose takes it.
 * @form a name of lower-case letters, digits, "-" and "_"
 * @pattern [a-z0-9][a-z0-9_-]*
 * @example 'nextcloud'
 * @see https://docs.docker.com/compose/how-tos/project-name/
 */
export type ProjectName = string;

/** What is said of one system in one environment. */
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
   * Compose's name of the project, where one that runs already has another: its containers, volumes and networks are found by it. Where it says
   * nothing of the environment, environments of one name need hosts with a `name` each.
   * @default - `<name>-<environment>`
   * @example 'nextcloud'
   */
  readonly project?: ProjectName;
  /**
   * The file that an author edits, for the first line of each generated file.
   * @default - `stacks/<name>.ts`
   */
  readonly source?: string;
  /**
   * What its pages are written in: README.md, the Makefile and `.env.example` in the first language, README.<id>.md in each other one. They are
   * `en`, `id`, and what the app brings.
   * @least 1
   * @default - those of the app
   */
  readonly languages?: readonly LanguageId[];
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
    /** What is asked for, from the root of the site. */
    readonly path: `/${string}`;
    /**
     * What the edge must answer with.
     * @default 200
     */
    readonly status?: Status;
    /**
     * Keys of the JSON answer that must be true.
     * @default - the answer is not looked into
     */
    readonly jsonTrue?: readonly string[];
    /**
     * Another address that the edge answers to, with the scheme of the stack's: `'https://cloud.example.com'`.
     * @default - the site of the stack
     */
    readonly site?: Value;
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
    /**
     * What the system is, in a sentence or two.
     * @default - its title
     */
    readonly about?: Sentence;
    /**
     * What to do once it runs for the first time: a paragraph each.
     * @default - nothing
     */
    readonly deploy?: readonly Sentence[];
    /**
     * Who may reach what, and what is not protected: a paragraph each.
     * @default - nothing
     */
    readonly security?: readonly Sentence[];
    /**
     * What a restore leaves empty, and what that means: a paragraph each.
     * @default - nothing
     */
    readonly backup?: readonly Sentence[];
    /**
     * What to read and do before another version: a paragraph each.
     * @default - nothing
     */
    readonly upgrade?: readonly Sentence[];
    /**
     * What the system keeps how long by itself, and what to watch: a paragraph each.
     * @default - nothing
     */
    readonly monitoring?: readonly Sentence[];
    /**
     * What goes wrong and how it is mended, after what the constructs foresee themselves.
     * @default - only what they foresee
     */
    readonly troubleshooting?: readonly Trouble[];
  };
  /**
   * Raw top-level keys of the Compose Specification, over ours as Compose merges files: maps and lists add, `replace(…)` replaces, `reset`
   * takes a key away.
   * @default - none
   */
  readonly compose?: RawKeys<RawCompose>;
}
