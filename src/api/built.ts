/** What came of a script. */
interface Run {
  readonly value: unknown;
  readonly proven: boolean;
}

declare global {
  interface ImportMeta {
    /** What the compiler says of itself where it is one script; undefined where its sources run as they are. */
    readonly compiler?: {
      /** What another compiler would not have. */
      readonly key: string;
      /** In a clone: the module that offers a source of Stowage's to a stack, by that source. */
      readonly facades?: Readonly<Record<string, string>>;
      /** All that it is made of, by source. */
      parts(): Readonly<Record<string, () => object>>;
      /**
       * What a script answers, and whether the same command has come to its end with it before, and soon. What V8 compiles of it is kept in the
       * folder, for this key.
       */
      script(folder: string, file: string, text: string, key: string): Run;
      /** A text with the sources of the places of the script that it names. */
      mapped(text: string): string;
    };
  }
}

/** Whether this is the package as it is built, in JavaScript; else it is a clone of the repository. */
const built = import.meta.url.endsWith('.js');

/** The folder with its package.json. */
export const root = new URL(built ? '../../../' : '../../', import.meta.url);
