import type { EnvironmentModel } from '../../src/model/environment.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Size } from '../../src/model/quantity.ts';
import { checkCall, checkNew } from '../props/check.ts';

/** What is true of one environment. */
export interface EnvironmentFacts {
  /** What the Docker host offers: the sum of the memory limits stays below it, and `make doctor` looks for it. */
  readonly host: {
    /**
     * Its name, where several environments share it: then no two of them may publish one port.
     * @default - a host of its own
     */
    readonly name?: string;
    /**
     * Processors.
     * @range 0.01..4096
     */
    readonly cpus: number;
    /** What it has for all containers together. */
    readonly memory: Size;
    /** Free space that Docker's data directory needs before a first start. */
    readonly disk: Size;
  };
  /**
   * Refuse to destroy the data without the project's name typed out.
   * @default false
   */
  readonly guarded?: boolean;
}

/** Where a stack runs. (What a container sees is `env`.) */
export class Environment<Name extends string = string> {
  /** As it was given to {@link Environment.all}. */
  readonly name: Name;
  /**
   * It as data.
   * @internal
   */
  readonly model: EnvironmentModel;

  private constructor(name: Name, facts: EnvironmentFacts) {
    checkNew(Environment, new.target, [name, facts]);
    this.name = name;
    this.model = { name, host: facts.host, guarded: facts.guarded ?? false };
  }

  /**
   * Every environment of a system, each with its facts.
   * @throws StowageError `bad-environment-name` when a name cannot be a folder and part of a project's name.
   */
  static all<const Names extends string>(
    facts: Readonly<Record<Names, EnvironmentFacts>>,
  ): readonly Environment<Names>[] {
    checkCall('Environment.all', [facts]);
    return Object.entries<EnvironmentFacts>(facts).map(([name, fact]) => {
      if (/^[a-z][a-z0-9-]*$/.test(name)) return new Environment(name as Names, fact);
      throw new StowageError(
        'bad-environment-name',
        `"${name}" cannot be the name of an environment`,
        'use lower-case letters, digits and hyphens, and start with a letter',
      );
    });
  }

  /**
   * What differs between environments: one choice for each, none forgotten.
   * @throws StowageError `bad-prop` when there is none for this one.
   */
  pick<const Choices extends Readonly<Record<Name, unknown>>>(
    choices: Choices & Readonly<Record<Exclude<keyof Choices, Name>, never>>,
  ): Choices[Name] {
    checkCall('Environment.pick', [choices]);
    if (Object.hasOwn(choices, this.name)) return choices[this.name];
    throw new StowageError(
      'bad-prop',
      `choices of pick(…) has nothing for the environment "${this.name}"`,
      `write one: pick({ …, ${this.name}: … })`,
    );
  }
}
