import { Construct } from 'constructs';
import type {
  ConfigContent,
  ConfigFileModel,
  EnvFact,
  Fact,
  FileFormat,
  MemoryFact,
} from '../../src/model/config-file.ts';
import { renderedFolder } from '../../src/model/config-file.ts';
import { StowageError } from '../../src/model/error.ts';
import { isOf } from '../props/brand.ts';
import { checkNew } from '../props/check.ts';
import type { FileText } from './file-text.ts';
import { piecesOf, placesOf } from './file-text.ts';
import type { Id } from './forms.ts';
import type { Owner } from './host-path.ts';
import { rememberPlace } from './place.ts';
import type { Value, VariableBook } from './value.ts';
import { Address, Template } from './value.ts';
import { Secret, Variable } from './variable.ts';

/** What a generated file holds, and where it lies. */
export interface ConfigFileProps {
  /** Where it lies in the environment's folder: `nginx/site.conf`. */
  readonly file: string;
  /**
   * The whole text, a text with values in it, or a template. A file with a secret or a variable in it is made on the host, at each start, and lies in `rendered/`,
   * readable for its owner alone; what is generated is a template with a named place for each, beside which it says `.template`.
   */
  readonly content: string | FileText | FileTemplate;
  /**
   * How a comment line starts in this format; the generated file then says where it comes from. A template says it itself.
   * @default - no such line
   */
  readonly comment?: string;
  /**
   * Who reads a file that is made on the host: the numbers of the user that the program in the container runs as. Nobody else can.
   * @default - the `user` of the services that mount it
   */
  readonly owner?: Owner;
}

/** A file with values in it. Each goes through an escape of the format, so that no value ends what it stands in. */
export interface FileTemplate {
  /**
   * Which escapes the template may use: `{{xml x}}` of `xml`, `{{yaml x}}` of `yaml` and so on, beside them `{{bare x}}` for a number or a word without quotes;
   * those of a format of the product's own have the names that it gives them.
   */
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

/**
 * A generated file that a service mounts, or that is copied into its image. When it changes, the service is recreated; one with secrets or variables in it is made on
 * the host and changes with them.
 */
export class ConfigFile extends Construct {
  /** Where it lies in the environment's folder. */
  readonly file: string;
  readonly #props: ConfigFileProps;

  /**
   * @throws StowageError `bad-file-path` when the path leaves the environment's folder. When the app is made data: `value-in-quotes` for a value that is a part of a
   * quoted or longer word, where its own quotes would end that; `place-twice` where the file has words of its own that look like the place of a variable.
   */
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
    const content = this.#content(book);
    const { path } = this.node;
    const { file } = this;
    const { owner } = this.#props;
    const format = placesOf(file, content);
    if (format === undefined) return { path, file, content };
    const rendered = { template: `${file}.template`, format, ...(owner !== undefined && { owner }) };
    return { path, file: `${renderedFolder}/${file}`, content, rendered };
  }

  #content(book: VariableBook): ConfigContent {
    const { content, comment } = this.#props;
    const said = comment === undefined ? {} : { comment };
    if (typeof content === 'string') return { kind: 'text', text: content, ...said };
    if ('text' in content)
      return { kind: 'placed', format: content.format, pieces: piecesOf(this.file, content, book), ...said };
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
