import type { Running } from './running.ts';

/**
 * A Redis full of cached results: pages and events are answered as ever, and no job is lost. Each answer of the
 * application writes to its cache. It is asked itself: what stands before it is for others to check.
 */
export function fullCache(system: Running): readonly string[] {
  const redis = (...words: readonly string[]) => system.exec('redis', 'redis-cli', ...words);
  const limit = redis('CONFIG', 'GET', 'maxmemory').split('\n').at(-1) ?? '';
  redis('RPUSH', 'stowage-jobs', 'one', 'two');
  const entries =
    'v=$(head -c 65536 /dev/zero | tr "\\0" x); for i in $(seq 100); do echo "SET stowage-cached:$i $v EX 604800"; done | redis-cli | grep -c OK';
  const cached = system.exec('redis', 'sh', '-c', entries);
  const used = Number(/used_memory:(\d+)/.exec(redis('INFO', 'memory'))?.[1]);
  redis('CONFIG', 'SET', 'maxmemory', String(used - 2 * 1024 * 1024));
  try {
    const event = JSON.stringify({ id: 7, event: 'with a full cache', api_key: 'phc_full' });
    const asked = [
      ['a page', 'http://127.0.0.1:8000/insights'],
      ['an event', 'http://127.0.0.1:8000/capture', '--data', event],
    ] as const;
    const wrong = asked.flatMap(([what, ...words]) => {
      const status = system.exec('web', 'curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', ...words);
      return Number(status) < 500 ? [] : [`with a full Redis ${what} is answered with ${status}`];
    });
    const jobs = redis('LRANGE', 'stowage-jobs', '0', '-1');
    return [
      ...(cached === '100' ? [] : [`of 100 cached results Redis took ${cached}`]),
      ...wrong,
      ...(jobs === 'one\ntwo' ? [] : [`of two jobs Redis has: ${jobs}`]),
    ];
  } finally {
    redis('CONFIG', 'SET', 'maxmemory', limit);
    system.exec(
      'redis',
      'sh',
      '-c',
      'redis-cli DEL stowage-jobs $(seq -f "stowage-cached:%g" 100) >/dev/null',
    );
  }
}
