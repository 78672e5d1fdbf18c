import { Job, Service } from '../../constructs/index.ts';
import type { Defect } from './defect.ts';

export const order: readonly Defect[] = [
  {
    name: 'a job that nobody waits for',
    story: '`docker compose up --wait` ended with 1 although everything ran: the seed job had exited with 0.',
    rules: ['job-awaited'],
    guilty: ({ later }) => {
      new Job(later, 'seed', { image: 'example.org/shop:1.0.0', command: ['seed'] });
    },
    innocent: ({ phase, later }) => {
      new Job(phase, 'seed', { image: 'example.org/shop:1.0.0', command: ['seed'] });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    },
  },
];
