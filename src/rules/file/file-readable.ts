import { ownersOf, renderedFiles } from '../../graph/rendered.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { enumerated } from '../facts/wording.ts';

/** What is made on the host for one user must belong to that user. */
export const fileReadable: Rule = {
  id: 'file-readable',
  severity: 'error',
  summary: 'Of a file that is made on the host, which one user alone can read, it is known who that is.',
  check: (stack) =>
    renderedFiles(stack).flatMap((file): readonly Complaint[] => {
      const owners = ownersOf(file);
      const readers = enumerated(file.readers.map(({ id }) => `"${id}"`));
      const { path } = file.model;
      if (file.readers.length === 0 || (owners.length === 1 && owners[0] !== undefined)) return [];
      return [
        owners.includes(undefined)
          ? {
              path,
              message: `"${file.file}" will be readable for one user alone, and nobody says as which one ${readers} reads it`,
              fix: `say whom it belongs to: owner: '1000:1000'; '0:0' where the program stays root`,
            }
          : {
              path,
              message: `"${file.file}" will be readable for one user alone, and ${readers} run as ${enumerated(owners.flatMap((one) => one ?? []))}`,
              fix: 'make a file for each of them, or say which user reads it: owner',
            },
      ];
    }),
  about: {
    why: 'A file with a secret in it has mode 600. A program that runs as another user than the one that the file belongs to cannot open it, and neither can root in a container without capabilities: it ends at its first line, or starts with its defaults.',
    wrong: `
      const token = new Secret('API_TOKEN', { description: 'Opens the metrics.' });
      const scrape = new ConfigFile(stack, 'scrape', {
        file: 'prometheus/prometheus.yml',
        content: { format: 'yaml', text: text\`bearer_token: \${token}\\n\` },
      });
      new Service(phase, 'prometheus', { image: 'example.org/prometheus:3.7.3' }).mount(scrape, '/etc/prometheus/prometheus.yml');
    `,
    right: `
      const token = new Secret('API_TOKEN', { description: 'Opens the metrics.' });
      const scrape = new ConfigFile(stack, 'scrape', {
        file: 'prometheus/prometheus.yml',
        content: { format: 'yaml', text: text\`bearer_token: \${token}\\n\` },
        owner: '65534:65534',
      });
      new Service(phase, 'prometheus', { image: 'example.org/prometheus:3.7.3' }).mount(scrape, '/etc/prometheus/prometheus.yml');
    `,
    sources: ['https://man7.org/linux/man-pages/man7/path_resolution.7.html'],
  },
};
