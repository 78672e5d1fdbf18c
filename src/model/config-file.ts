import type { Part, Text } from '../compose/text.ts';

/** A generated file that a service reads: mounted, or copied into its image. */
export interface ConfigFileModel {
  readonly path: string;
  /** Where it lies in the environment's folder: `caddy/Caddyfile`. */
  readonly file: string;
  readonly content: ConfigContent;
  /** It is made on the host, at each start: `file` lies in {@link renderedFolder} then. @default - what is generated is what services read */
  readonly rendered?: RenderedModel;
}

/** A file whose values only the host knows. What is generated is a template with a named place for each. */
export interface RenderedModel {
  /** Where the template lies in the environment's folder: `synapse/homeserver.yaml.template`. */
  readonly template: string;
  /** What values go through. */
  readonly format: PlaceFormat | 'value';
  /** `uid` or `uid:gid` that reads it. @default - the user of the services that mount it */
  readonly owner?: string;
}

/** Of an environment: what the scripts make of templates and `.env` lies there, and in no repository and no backup. */
export const renderedFolder = 'rendered';

/** Where that lies which is generated: the file itself, or the template that the host makes it of. */
export function generatedAt({ file, rendered }: Pick<ConfigFileModel, 'file' | 'rendered'>): string {
  return rendered?.template ?? file;
}

/** What a generated file holds: a text as it is, one with values in it, or a template with its facts. */
export type ConfigContent = PlainText | PlacedText | FilledTemplate;

/** A text that is written as it is. */
export interface PlainText {
  readonly kind: 'text';
  /** The whole file, as it is to be written. */
  readonly text: string;
  /** How a comment line starts, for the line that says where the file comes from; none when the format has no comments. */
  readonly comment?: string;
}

/** A text with values in it. What is known now is spelled as the format wants it; a variable is a place that the host fills. */
export interface PlacedText {
  readonly kind: 'placed';
  readonly format: PlaceFormat | 'value';
  readonly pieces: readonly Piece[];
  /** How a comment line starts, for the line that says where the file comes from. @default - no such line */
  readonly comment?: string;
}

/** What stands in it as it is, or a value that goes through the format; a bare one gets no quotes. */
export type Piece = string | { readonly value: Text; readonly bare: boolean };

/** A template and what stands in it, written by the escapes of its format. */
export interface FilledTemplate {
  readonly kind: 'template';
  readonly format: FileFormat;
  /** A template of Handlebars. `{{notice}}` is the line that says where the file comes from. */
  readonly template: string;
  readonly facts: Facts;
}

/**
 * A format whose values the scripts of a host can spell. `yaml`, `json` and `toml` put them into double quotes, `env` into single ones; `xml` escapes them; `ini` and
 * `plain` know no escape, so the scripts refuse a value that ends its place there.
 */
export type PlaceFormat = 'yaml' | 'json' | 'toml' | 'env' | 'ini' | 'plain' | 'xml';

/** A format whose escapes a template may use: `{{yaml x}}` of `yaml`, and so of each, beside them `{{bare x}}` for a number or a word without quotes. */
export type FileFormat = PlaceFormat | OwnFormat;

/**
 * A format that a product brings. Its program reads variables from its own environment, so that nothing is left for a host to fill.
 * @form a format of a product's own, or the name of one of ours
 */
export interface OwnFormat {
  /**
   * As errors call it: `Caddyfile`.
   * @least 1
   */
  readonly name: string;
  /**
   * How a comment line begins.
   * @default - it has none
   */
  readonly comment?: string;
  /** What each value of a template goes through, by the name that the template says: `{{caddy x}}` of `caddy`. An escape throws an error for what no quoting keeps. */
  readonly escapes: Readonly<Record<string, Escape>>;
}

/** Spells a text as a format wants it: literals quoted, a variable as the program reads it. */
export type Escape = (text: Text) => string;

const comments: Readonly<Record<PlaceFormat | 'value', string | undefined>> = {
  ...{ xml: undefined, json: undefined, plain: undefined, value: undefined },
  ...{ yaml: '#', toml: '#', env: '#', ini: ';' },
};

/** How a comment line begins in a format that has some. */
export function commentIn(format: FileFormat | 'value'): string | undefined {
  return typeof format === 'object' ? format.comment : comments[format];
}

/** What a template is filled with, by name. */
export type Facts = Readonly<Record<string, Fact>>;

/** Plain data. A list of parts is a text: what it points at, and which variables it holds, is seen there. */
export type Fact =
  | Part
  | number
  | boolean
  | EnvFact
  | MemoryFact
  | readonly Fact[]
  | { readonly [name: string]: Fact };

/** A variable of the container that the program puts in when it reads the file. */
export interface EnvFact {
  readonly kind: 'env';
  readonly name: string;
}

/** How much of its container's memory the program may take. */
export interface MemoryFact {
  readonly kind: 'memory';
  /** @whole 0..9007199254740991 */
  readonly bytes: number;
}
