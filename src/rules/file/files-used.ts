import { byFile, filesOf } from '../../graph/texts.ts';
import { filesMeantFor } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';

/** Generated files and their readers belong together. */
export const filesUsed: Rule = {
  id: 'files-used',
  severity: 'error',
  summary:
    'Each generated file is mounted or built in, and each file that is mounted or built in is generated.',
  check: (stack) => {
    const known = byFile(stack);
    const uses = stack.services.flatMap((service) => [
      ...filesMeantFor(service).map((file) => ({ service, file })),
      ...(service.build?.copies ?? []).map(({ file }) => ({ service, file })),
    ]);
    const used = new Set(
      stack.services.flatMap((service) => filesOf(service, known).map(({ file }) => file)),
    );
    return [
      ...stack.files
        .filter(({ file }) => !used.has(file))
        .map(({ path, file }) => ({
          path,
          message: `no service reads "${file}": a change of it would do nothing`,
          fix: `mount it: service.mount(file, '/path'), or remove it`,
        })),
      ...uses
        .filter(({ file }) => !known.has(file))
        .map(({ service, file }) => ({
          path: service.path,
          message: `"${service.id}" reads "${file}", but this stack does not generate it: the container cannot start`,
          fix: `make it in this stack: new ConfigFile(stack, '<id>', { file: '${file}', content: '…' })`,
        })),
    ];
  },
  about: {
    why: 'A generated file that nobody mounts changes nothing, however often it is edited. A mount of a file that is not there makes the engine create an empty directory in its place, and the program cannot read its configuration.',
    wrong: `
      new ConfigFile(stack, 'settings', { file: 'web/settings.ini', content: 'workers = 4' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      const settings = new ConfigFile(stack, 'settings', { file: 'web/settings.ini', content: 'workers = 4' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' }).mount(settings, '/etc/shop/settings.ini');
    `,
    sources: ['https://docs.docker.com/engine/storage/bind-mounts/'],
  },
};
