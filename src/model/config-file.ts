import type { Part } from '../compose/text.ts';

/** A generated file that a service reads: mounted, or copied into its image. */
export interface ConfigFileModel {
  readonly path: string;
  /** Where it lies in the environment's folder: `caddy/Caddyfile`. */
  readonly file: string;
  readonly content: ConfigContent;
}

/** What a generated file holds: a text as it is, or a template with its facts. */
export type ConfigContent = PlainText | FilledTemplate;

/** A text that is written as it is. */
export interface PlainText {
  readonly kind: 'text';
  /** The whole file, as it is to be written. */
  readonly text: string;
  /** How a comment line starts, for the line that says where the file comes from; none when the format has no comments. */
  readonly comment?: string;
}

/** A template and what stands in it, written by the escapes of its format. */
export interface FilledTemplate {
  readonly kind: 'template';
  readonly format: FileFormat;
  /** A template of Handlebars. `{{notice}}` is the line that says where the file comes from. */
  readonly template: string;
  readonly facts: Facts;
}

/** A format whose escapes a template may use: `{{xml x}}`; `{{caddy x}}`, `{{caddyOptional x}}` for what may be empty, `{{caddyLines x}}` for lines as they are. */
export type FileFormat = 'xml' | 'caddy';

/** How a comment line begins in a format that has some. */
export const commentIn: Readonly<Record<FileFormat, string | undefined>> = { xml: undefined, caddy: '#' };

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
