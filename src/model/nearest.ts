/** It reads no model, and what reads raw keys asks it, too. */
export { nearest } from '../compose/nearest.ts';
