import type { Artifact } from '../../src/model/artifact.ts';

/**
 * One of two states of an output folder: some files are in both and differ (one of them in 256 KiB, one in its
 * mode), one is the same, some are in one only, and `swap` is a file in one and a folder in the other.
 */
export function edition(letter: 'a' | 'b'): readonly Artifact[] {
  const file = (path: string, content = `${path} of ${letter}\n`, executable = false) => ({
    path,
    content,
    executable,
  });
  return [
    file('same', 'the same\n'),
    file('deep/er/text'),
    file('big', letter.repeat(256 * 1024)),
    file('run', '#!/bin/sh\n', letter === 'a'),
    file(letter === 'a' ? 'swap' : 'swap/x'),
    ...Array.from({ length: 8 }, (_, i) => file(`only-${letter}/${i}`)),
  ];
}
