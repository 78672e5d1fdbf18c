/** Whether an error says that this package is not installed, by `import` or by `require`; one that lacks something itself is another fault. */
export function isMissing(error: unknown, name: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    /^(ERR_)?MODULE_NOT_FOUND$/.test(String(error.code)) &&
    error.message.includes(`'${name}'`)
  );
}
