/**
 * What a record itself has under a name. A plain look-up also finds what every object of JavaScript has: a volume called `constructor`
 * would be a function, and one called `__proto__` an object.
 */
export function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
