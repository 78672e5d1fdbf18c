/**
 * What a terminal obeys, what turns the order of a line around, what ends a line, and what nobody sees at all: a text that holds it shows
 * itself as another one.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Whether a text has a character that cannot be seen. */
export function unseen(text: string): boolean {
  return text.search(hidden) >= 0;
}

/**
 * The same on one line, with `\u{1b}` for what cannot be seen. GitHub's runner takes a line for a command that begins with
 * two colons, or has `##[` anywhere, whoever printed it.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function visible(text: string): string {
  return text
    .replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/^(\s*):(?=:)/, '$1\\u{3a}')
    .replaceAll('##[', '\\u{23}#[');
}

/** The same for a text whose line ends and tabs are ours. */
export function visibleLines(text: string): string {
  return text.replace(/[^\n\t]+/g, visible);
}

/** A JSON document without such characters: each is in a string, which says it by its number. */
export function visibleJson(document: string): string {
  const numbered = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return document
    .replace(hidden, (character) =>
      character === '\n' ? character : character.split('').map(numbered).join(''),
    )
    .replaceAll('##[', `${numbered('#')}#[`);
}
