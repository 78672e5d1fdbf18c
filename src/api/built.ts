/** Whether this is the package as it is built, in JavaScript; else it is a clone of the repository. */
export const built = import.meta.url.endsWith('.js');

/** The folder with its package.json. */
export const root = new URL(built ? '../../../' : '../../', import.meta.url);
