import { pathToFileURL } from 'node:url';
import { own } from '../../compose/own.ts';
import type { Place } from '../../model/place.ts';

/** Makes a text a link to a line of the author's, where the reader can follow one. */
export type Link = (place: Place | undefined, text: string) => string;

/** Environment variables that only terminals with links set. */
const marks = [
  'WT_SESSION',
  'KITTY_WINDOW_ID',
  'KONSOLE_VERSION',
  'WEZTERM_PANE',
  'ALACRITTY_WINDOW_ID',
  'DOMTERM',
];
const programs = new Set([
  'iTerm.app',
  'WezTerm',
  'vscode',
  'ghostty',
  'Hyper',
  'Tabby',
  'rio',
  'WarpTerminal',
]);
const terminals = /^(xterm-kitty|xterm-ghostty|alacritty|foot|contour)/;

/**
 * None when the stream is no terminal, in CI, when NO_COLOR is set or the terminal is dumb: an escape that is not
 * understood is noise. Of the others those that are known to have links. FORCE_HYPERLINK=1 or 0 decides for a terminal.
 */
export function linkOf(stream: Pick<NodeJS.WriteStream, 'isTTY'>, env: NodeJS.ProcessEnv): Link {
  return stream.isTTY && knowsLinks(env) ? linked : unlinked;
}

export const unlinked: Link = (_, text) => text;

/** OSC 8. A fragment names the line for those that know it; others open the file. */
const linked: Link = (place, text) => {
  if (place === undefined || text === '') return text;
  const url = pathToFileURL(place.file).href + (place.line === undefined ? '' : `#${place.line}`);
  return `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\`;
};

function knowsLinks(env: NodeJS.ProcessEnv): boolean {
  if (env.FORCE_HYPERLINK) return env.FORCE_HYPERLINK !== '0';
  if (env.CI || env.NO_COLOR || env.TERM === 'dumb') return false;
  return (
    programs.has(env.TERM_PROGRAM ?? '') ||
    terminals.test(env.TERM ?? '') ||
    // VTE writes 0.50.0 as 5000, and crashed on links before.
    Number(env.VTE_VERSION ?? 0) > 5000 ||
    marks.some((mark) => Boolean(own(env, mark)))
  );
}
