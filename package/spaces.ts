/** A text, or what stands between two names and needs no space around it. `<` and `-` stay, and `+` beside another: `<!--` opens a comment, and `a - -b` is no `a--b`. */
const piece =
  /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')| ?(=>|[=!]==?|\+=|(?<!\+ ?)\+(?! ?\+)|&&|\|\||\?\?|[{}()[\],;:?=]) ?/g;

/** What is left of a line beside its texts where it may have a regular expression, a template or a comment: there a space is more than a space. */
const unclear = /[/`'"\\]/;

/**
 * A line of code without the spaces that only people need: a fourteenth of the script. Who asks esbuild for that is given one line of everything, and no trace names a place.
 * @param line of esbuild, which writes no text over several lines
 */
export function fewerSpaces(line: string): string {
  const code = line.replace(
    piece,
    (_, text?: string, mark?: string) => (text === undefined ? mark : '') ?? '',
  );
  return unclear.test(code)
    ? line
    : line.replace(piece, (_, text?: string, mark?: string) => text ?? mark ?? '');
}
