/**
 * What `make` says of a text, found out once for each of the first thousands: the services of a system say the same few again and again.
 * @param make depends on nothing but the text
 */
export function byText<Made>(make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as Made;
    const made = make(text);
    if (known.size < most && text.length < longest) known.set(text, made);
    return made;
  };
}

const most = 10_000;
const longest = 200;
