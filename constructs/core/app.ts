import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { Compilable } from '../../src/model/app.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Finding, Rule } from '../../src/model/finding.ts';
import { imageName } from '../../src/model/image-name.ts';
import type { ImageRow } from '../../src/model/image-row.ts';
import type { Origin } from '../../src/model/origin.ts';
import type { NeighbourModel, StackModel, SystemModel } from '../../src/model/stack.ts';
import type { Target } from '../../src/model/target.ts';
import type { Language, LanguageId } from '../../src/model/words.ts';
import { english } from '../../src/model/words.ts';
import { checkNew } from '../props/check.ts';
import type { Languages } from './languages.ts';
import { languagesOf } from './languages.ts';
import { blaming, placeOf, rememberPlace } from './place.ts';
import { checkTree } from './tree.ts';

/** What is said of all systems together. */
export interface AppProps {
  /**
   * What is made of the systems: `targets: [operations(), …]`. Their files stand beside each other in one output folder.
   * @least 1
   * @default - the operations repository
   */
  readonly targets?: readonly Target[];
  /**
   * Rules of your own, asked of each stack with those of the house: `rules: [teamLabelled]`. Their findings stand at the author's line and can be
   * acknowledged.
   * @default []
   */
  readonly rules?: readonly Rule[];
  /**
   * What is known of images that Stowage does not know, a row each; or of some versions of them, or what it knows otherwise.
   * @default []
   */
  readonly images?: readonly ImageRow[];
  /**
   * What the operators' pages are written in, unless a stack says otherwise: `en`, `id`, or a language of your own, as data. README.md is in the
   * first one.
   * @least 1
   * @default ['en']
   */
  readonly languages?: readonly (LanguageId | Language)[];
  /**
   * Title of the one operations repository that all systems share: a folder and a workflow for each, and above them a README.md with a table.
   * @least 1
   * @default - a repository for each system
   * @example 'What runs in the attic'
   */
  readonly repository?: string;
}

/**
 * Every stack in every environment: what `stacks/index.ts` exports by default.
 * @throws StowageError `target-twice` when two targets have one id, `rule-twice` when two rules have, `image-twice` when two rows are
 * of the same versions of one image, `unknown-language` and `language-twice` for what `languages` says; when it is validated or made data, `id-long` and `tree-deep` for what only a loop makes, `bad-validation` when a
 * validation answers no list of sentences, and `stack-throws` for what an author's own code throws
 */
export class App extends Construct implements Compilable {
  /** @internal */
  readonly targets?: readonly Target[];
  /** @internal */
  readonly rules?: readonly Rule[];
  /** @internal */
  readonly images?: readonly ImageRow[];
  /** @internal */
  readonly languages: Languages;
  readonly #repository: Pick<StackModel, 'repository'>;

  constructor(props: AppProps = {}) {
    checkNew(App, new.target, [props]);
    super(undefined as unknown as Construct, ''); // the root of a tree has no scope
    rememberPlace(this);
    if (props.targets !== undefined) this.targets = distinct('target', props.targets);
    if (props.rules !== undefined) this.rules = distinct('rule', props.rules);
    if (props.images !== undefined) this.images = distinctRows(props.images);
    this.#repository = props.repository === undefined ? {} : { repository: props.repository };
    this.languages = languagesOf(props.languages ?? [english], [], 'the app');
    this.node.addValidation({ validate: () => this.#misplaced() });
  }

  /** What each construct says of itself. The first line of a message is what is wrong, the next one is the mend. */
  validate(): readonly Finding[] {
    checkTree(this);
    return this.node.findAll().flatMap((construct) =>
      sentencesOf(construct).map((said) => {
        const [message = said, fix = 'change it so that this no longer holds'] = said.split('\n');
        return { rule: 'validate', severity: 'error' as const, path: construct.node.path, message, fix };
      }),
    );
  }

  /**
   * Every system as data: what targets and rules are told. The tree is locked, and takes no construct any more.
   * @throws StowageError `project-twice` for two projects of one name that may meet on one host
   */
  toModel(): readonly SystemModel[] {
    checkTree(this);
    this.node.lock();
    const systems = new Map<string, StackModel[]>();
    const hosts = new Map<string, NeighbourModel[]>();
    for (const stack of this.node.children) {
      if (!isStack(stack)) continue;
      const model = settled({ ...blaming(stack, () => stack.toModel()), ...this.#repository }, hosts);
      for (const others of systems.values()) for (const other of others) checkApart(model, other);
      systems.set(model.name, [...(systems.get(model.name) ?? []), model]);
    }
    return [...systems].map(([name, stacks]) => ({ name, stacks: compared(stacks) }));
  }

  /** @internal */
  place(path: string): Origin | undefined {
    const ids = path.split('/').filter((id) => id !== '');
    const construct = ids.reduce<IConstruct | undefined>((above, id) => above?.node.tryFindChild(id), this);
    return construct && placeOf(construct);
  }

  #misplaced(): string[] {
    const { children } = this.node;
    if (children.length === 0) return ['the app has no stack\nmake one in it: new MyStack(app, environment)'];
    return children.flatMap((child) =>
      isStack(child)
        ? []
        : [`"${child.node.id}" is no stack, so nothing comes of it\nmake it in a phase of a stack`],
    );
  }
}

/** What an app brings of one kind, each with an id of its own. */
function distinct<One extends { readonly id: string }>(kind: string, all: readonly One[]): readonly One[] {
  const ids = all.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice === undefined) return [...all];
  throw new StowageError(`${kind}-twice`, `two ${kind}s are called "${twice}"`, `name each ${kind} once`);
}

/** Rows of images, none of which says again what another one says. */
function distinctRows(rows: readonly ImageRow[]): readonly ImageRow[] {
  const seen = new Set<string>();
  for (const { image, versions, variant } of rows) {
    const key = `${imageName(image).repository} ${versions ?? ''} ${variant ?? ''}`;
    if (seen.has(key))
      throw new StowageError(
        'image-twice',
        `two rows are of the image "${image}"${versions === undefined ? '' : ` ${versions}`}: which of them holds?`,
        'make them one, or say in each of which versions it is',
      );
    seen.add(key);
  }
  return [...rows];
}

/** @throws StowageError `bad-validation` when a validation of the author's answers something else */
function sentencesOf(construct: IConstruct): readonly string[] {
  const { path, id } = construct.node;
  const wrong = (what: string) =>
    new StowageError(
      'bad-validation',
      `a validation of "${id}" ${what}`,
      "let validate() return [] when all is well, else sentences: ['there is no room for it\\ngive it more']",
      { at: path },
    );
  const said: readonly unknown[] = blaming(construct, () => {
    try {
      return construct.node.validate();
    } catch (error) {
      if (error instanceof TypeError && /\.validate is not a function$/.test(error.message))
        throw wrong('has no validate()');
      throw error;
    }
  });
  const other = said.find((one) => typeof one !== 'string');
  if (said.every((one) => typeof one === 'string')) return said;
  throw wrong(
    `answers ${other === null ? 'null' : `a value of type ${typeof other}`}, not a list of sentences`,
  );
}

/** On one host Compose would take the one for the other: its containers for leftovers, its volumes for its own. */
function checkApart({ path, project, environment }: StackModel, other: StackModel): void {
  const [host, its] = [environment.host.name, other.environment.host.name];
  if (project !== other.project || (host !== undefined && its !== undefined && host !== its)) return;
  throw new StowageError(
    'project-twice',
    `the project of "${path}" is called "${project}", and so is that of "${other.path}"${host !== undefined && host === its ? ` on the host "${host}"` : ': on one host Compose would take the one for the other'}`,
    host !== undefined && host === its
      ? 'give one of them another project'
      : "give one of them another project, or each its host: host: { name: 'alpha', … }",
    { at: path },
  );
}

/** Known by what it can do: importing the class would be a circle. */
function isStack(child: IConstruct): child is IConstruct & { toModel(): StackModel } {
  return 'phases' in child && 'toModel' in child;
}

/** Notes which stacks it finds on its host, and that the next ones find it there. */
function settled(stack: StackModel, hosts: Map<string, NeighbourModel[]>): StackModel {
  const { name } = stack.environment.host;
  if (name === undefined) return stack;
  const neighbours = hosts.get(name) ?? [];
  hosts.set(name, [...neighbours, { project: stack.project, services: stack.services }]);
  return neighbours.length === 0 ? stack : { ...stack, neighbours };
}

/** Notes at each variable whether its default is that of every environment. */
function compared(stacks: readonly StackModel[]): readonly StackModel[] {
  if (stacks.length < 2) return stacks;
  const defaults = stacks.map(({ variables }) => new Map(variables.map((one) => [one.name, one.default])));
  return stacks.map((stack) => ({
    ...stack,
    variables: stack.variables.map((variable) =>
      variable.default !== undefined &&
      defaults.every((others) => others.get(variable.name) === variable.default)
        ? { ...variable, sameEverywhere: true }
        : variable,
    ),
  }));
}
