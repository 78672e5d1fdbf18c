/** What a terminal is given of one text: nobody reads more, and some of them hang. */
const most = { line: 2_000, lines: 200 };

/** The same text where a person could have written it; else its beginning and its end, and how much of it is left out. */
export function short(text: string): string {
  if (text.length <= most.line) return text;
  const lines = text.split('\n', most.lines + 1);
  const kept = lines.slice(0, most.lines).map(shortLine);
  return [...kept, ...(lines.length > most.lines ? ['…'] : [])].join('\n');
}

function shortLine(line: string): string {
  if (line.length <= most.line) return line;
  const [head, tail] = [line.slice(0, most.line / 2), line.slice(-most.line / 4)];
  return `${head} […${line.length - head.length - tail.length} characters…] ${tail}`;
}
