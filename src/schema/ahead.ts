/** Whether a document is as a schema says, by the digest of the schema's text: of those that are made ready before a run; `start/bundle.js` fills it. */
export const ahead: ReadonlyMap<string, (document: unknown) => boolean> = new Map();
