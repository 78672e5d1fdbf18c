import { describe, expect, test } from 'vitest';
import { App, Service, Volume } from '../../../constructs/index.ts';
import { authored } from '../../support/author.ts';

describe('a volume that starts empty with others', () => {
  test('says so once for each, in the order of the lines', () => {
    const model = authored((core) => {
      const [tables, files, jobs] = ['tables', 'files', 'jobs'].map(
        (id) => new Volume(core, id, { holds: id }),
      );
      const web = new Service(core, 'web', { image: 'example/web:1.0' });
      for (const volume of [tables, files, jobs]) if (volume) web.mount(volume, `/${volume.node.id}`);
      if (jobs && tables && files) jobs.emptyWith(tables, files).emptyWith(tables);
    });
    expect(model.volumes.map(({ id, emptyWith }) => [id, emptyWith])).toEqual([
      ['tables', []],
      ['files', []],
      ['jobs', ['tables', 'files']],
    ]);
  });

  test('knows none of another stack', () => {
    let elsewhere: Volume | undefined;
    authored((core) => {
      elsewhere = new Volume(core, 'theirs', { holds: 'Theirs' });
      new Service(core, 'web', { image: 'example/web:1.0' }).mount(elsewhere, '/theirs');
    });
    expect(() => new Volume(new App(), 'jobs', { holds: 'Jobs' }).emptyWith(elsewhere as Volume)).toThrow(
      /"jobs" cannot start empty together with "[^"]*theirs": a restore changes the volumes of one stack/,
    );
  });
});
