import { createRequire } from 'node:module';
import type { Escapes } from './printing.ts';

/** A template as Handlebars runs it, and the names of the parts that it takes in. */
export interface Precompiled {
  readonly spec: TemplateSpecification;
  readonly parts: readonly string[];
}

// What require gives has no type. Both are loaded where they are asked for: the second is five times the first.
type Library = typeof import('handlebars');

/** What runs templates that go through these escapes. */
export function running(escapes: Escapes): Library {
  const library = createRequire(import.meta.url)('handlebars/runtime.js') as Library;
  const handlebars = library.create();
  // Handlebars passes what it knows itself as the last argument.
  for (const [name, spelled] of Object.entries(escapes))
    handlebars.registerHelper(name, (...given: readonly unknown[]) =>
      Reflect.apply(spelled, undefined, given.slice(0, -1)),
    );
  return handlebars;
}

/** What reads templates: of ours the built compiler has none to read. */
export function reading(): Library {
  return createRequire(import.meta.url)('handlebars') as Library;
}

/**
 * What Handlebars makes of a template, or of the tree of one. A field that the data lacks is an error, not an empty string; and
 * Handlebars escapes for HTML, which we write none of: every template names the escape of its own format instead.
 */
export function precompiled(template: string | hbs.AST.Program): Precompiled {
  const code = String(reading().precompile(template, { noEscape: true, strict: true }));
  const text = typeof template === 'string' ? template : '';
  const parts = [...text.matchAll(/\{\{> (\S+)\}\}/g)].map(([, part = '']) => part);
  return { spec: new Function(`return ${code}`)(), parts };
}
