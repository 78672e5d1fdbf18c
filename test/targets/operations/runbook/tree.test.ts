import { expect, test } from 'vitest';
import { tree } from '../../../../src/targets/operations/runbook/tree.ts';

test('folders and files, and an environment with the same files in one line', () => {
  const inside = ['docker-compose.yml', 'scripts/backup', 'scripts/env.sh'];
  const paths = [
    '.gitignore',
    'README.md',
    ...['local', 'staging'].flatMap((environment) => inside.map((path) => `${environment}/${path}`)),
    'edge/docker-compose.yml',
  ];
  expect(tree('shop', paths, ['local', 'staging', 'edge'], 'as in %s')).toBe(`\
shop/
├── .gitignore
├── README.md
├── edge/
│   └── docker-compose.yml
├── local/
│   ├── docker-compose.yml
│   └── scripts/
│       ├── backup
│       └── env.sh
└── staging/  as in local/`);
});
