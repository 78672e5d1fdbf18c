// Writes a folder in a process of its own, which can be limited, robbed of its rights or killed.
// node --import tsx writer.ts FOLDER once|forever [UID]
import { write } from '../../src/out.ts';
import { edition } from './edition.ts';

const [folder = '', times, uid] = process.argv.slice(2);
if (uid !== undefined) process.setuid?.(Number(uid));
try {
  write(folder, edition('b'), { removeMost: true });
  if (times === 'forever') process.stdout.write('started\n');
  while (times === 'forever')
    for (const letter of ['a', 'b'] as const) write(folder, edition(letter), { removeMost: true });
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
}
