/**
 * Text in a workflow of GitHub Actions, which evaluates `${{ … }}` in every value: an opening one becomes an
 * expression that yields itself.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 */
export function actionsText(value: string): string {
  return value.replaceAll('${{', "${{ '${{' }}");
}

/** A string literal inside an expression of GitHub Actions. */
export function actionsString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
