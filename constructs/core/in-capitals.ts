/** A name as variables of `.env` begin with it: `search-node` is `SEARCH_NODE`. */
export function inCapitals(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}
