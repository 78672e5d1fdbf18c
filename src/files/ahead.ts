/** Templates of products that are made ready before a run, by their format and text; `start/bundle.js` fills it. */
export const ahead: ReadonlyMap<string, TemplateSpecification> = new Map();
