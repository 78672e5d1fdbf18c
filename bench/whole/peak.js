// Loaded into a command before its own code: says how many KiB the process had at the most.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.STOWAGE_BENCH_PEAK ?? '', String(process.resourceUsage().maxRSS));
});
