/** Where `run` put a program that Debian 12 lacks or has too old, or a version of Compose. */
export function fetched(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the lane with npm run test:engine`);
  return value;
}
