import { rawFault } from '../../src/model/raw-fault.ts';

/**
 * Raw keys go into a YAML file, which is a tree of plain values.
 * @throws StowageError `raw-loop` when a value contains itself, `raw-value` for a function or a symbol.
 */
export function checkRawKeys(id: string, compose: object | undefined): void {
  const fault = rawFault(id, compose);
  if (fault !== undefined) throw fault;
}
