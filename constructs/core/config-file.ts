import { Construct } from 'constructs';
import type {
  ConfigContent,
  ConfigFileModel,
  EnvFact,
  Fact,
  FileFormat,
  MemoryFact,
} from '../../src/model/config-file.ts';
import { StowageError } from '../../src/model/error.ts';
import { isOf } from '../props/brand.ts';
import { checkNew } from '../props/check.ts';
import type { Id } from './forms.ts';
import { rememberPlace } from './place.ts';
import type { Value, VariableBook } from './value.ts';
import { Address, Template } from './value.ts';
import { Secret, Variable } from './variable.ts';

/** What a generated file holds, and where it lies. */
export interface ConfigFileProps {
  /** Where it lies in the environment's folder: `nginx/site.conf`. */
  readonly file: string;
  /** The whole text, or a template with what stands in it. It holds no secret: it is committed. */
  readonly content: string | FileTemplate;
  /**
   * How a comment line starts in this format; the generated file then says where it comes from. A template says it itself.
   * @default - no such line
   */
  readonly comment?: string;
}

/** A file with values in it. Each goes through an escape of the format, so that no value ends what it stands in. */
export interface FileTemplate {
  /** Which escapes the template may use: `{{xml x}}` of `xml`; `{{caddy x}}`, `{{caddyOptional x}}` and `{{caddyLines x}}` of `caddy`. */
  readonly format: FileFormat;
  /**
   * A template of Handlebars; `{{notice}}` is the line that says where the file comes from. Where a format has a place for
   * each half of an address, they are `(host x)` and `(port x)`.
   * @least 1
   */
  readonly template: string;
  /** What stands in it, by name. An address says that the service which reads the file reaches another one. */
  readonly facts: Readonly<Record<string, Filling>>;
}

/**
 * What a template is filled with: values, and lists and maps of them. `{ kind: 'env', name }` is a variable of the container
 * that the program puts in itself, `{ kind: 'memory', bytes }` what it may take of the container's memory.
 * @form a value, or a list or a map of values
 * @example '…'
 */
export type Filling =
  | Value
  | EnvFact
  | MemoryFact
  | readonly Filling[]
  | Readonly<{ [name: string]: Filling }>;

/** Whether it is the path of a file below its folder. */
export function staysInFolder(file: string): boolean {
  return /^\w[\w.-]*(\/\w[\w.-]*)*$/.test(file);
}

/** A generated file that a service mounts, or that is copied into its image. When it changes, the service is recreated. */
export class ConfigFile extends Construct {
  /** Where it lies in the environment's folder. */
  readonly file: string;
  readonly #props: ConfigFileProps;

  /** @throws StowageError `bad-file-path` when the path leaves the environment's folder. */
  constructor(scope: Construct, id: Id, props: ConfigFileProps) {
    checkNew(ConfigFile, new.target, [scope, id, props]);
    super(scope, id);
    rememberPlace(this);
    if (!staysInFolder(props.file))
      throw new StowageError(
        'bad-file-path',
        `"${props.file}" cannot be the path of a generated file`,
        'use a relative path of letters, digits, dots, hyphens and underscores that stays in the folder',
      );
    this.file = props.file;
    this.#props = props;
  }

  /**
   * It as data.
   * @internal
   */
  toModel(book: VariableBook): ConfigFileModel {
    return { path: this.node.path, file: this.file, content: this.#content(book) };
  }

  #content(book: VariableBook): ConfigContent {
    const { content, comment } = this.#props;
    if (typeof content === 'string')
      return { kind: 'text', text: content, ...(comment === undefined ? {} : { comment }) };
    const { format, template, facts } = content;
    return { kind: 'template', format, template, facts: mapped(facts, book) };
  }
}

function mapped(
  facts: Readonly<Record<string, Filling>>,
  book: VariableBook,
): Readonly<Record<string, Fact>> {
  return Object.fromEntries(Object.entries(facts).map(([name, filling]) => [name, factOf(filling, book)]));
}

/** Literals stay what they are, for a template asks whether there are any. */
function factOf(filling: Filling, book: VariableBook): Fact {
  if (typeof filling !== 'object') return filling;
  if (isList(filling)) return filling.map((one) => factOf(one, book));
  if (isValue(filling)) return book.text(filling);
  return isOfModel(filling) ? filling : mapped(filling, book);
}

function isOfModel(filling: object): filling is EnvFact | MemoryFact {
  return 'kind' in filling && (filling.kind === 'env' || filling.kind === 'memory');
}

function isList(filling: Filling): filling is readonly Filling[] {
  return Array.isArray(filling);
}

function isValue(filling: object): filling is Exclude<Value, string | number | boolean> {
  return [Secret, Variable, Address, Template].some(({ name }) => isOf(filling, name));
}
