import type { BackupMethod, Image, Phase } from '../../constructs/index.ts';
import { Postgres, Service, Volume } from '../../constructs/index.ts';
import { compile } from '../../src/compile.ts';
import { ourLanguages } from '../../src/model/words.ts';
import { authored } from './author.ts';

/** How a made-up product is saved: bottles are counted, one a line. */
export const draw: BackupMethod = {
  name: 'draw',
  script: `# Bottles: FOLDER NAME SERVICE SHELF. Sourced by stores.sh.
# shellcheck shell=bash

save_draw() {
  begin "$1" "$2"
  compose exec -T "$3" draw --shelf "$4" >"$1/$2/bottles"
  printf 'bottles\\t%s\\n' "$(wc -l <"$1/$2/bottles")" >"$1/$2/counts.tsv"
}
tidy_draw() { :; }
check_draw() { not_empty "$1/$2/bottles"; }
load_draw() { compose exec -T "$3" fill --shelf "$4" <"$1/$2/bottles"; }
count_draw() { printf 'bottles\\t%s\\n' "$(compose exec -T "$3" draw --shelf "$4" | wc -l)" >"$1/$2.tsv"; }
compare_draw() { compare_pairs "$@"; }
`,
  parts: { 'labels.sh': '# shellcheck shell=bash\nlabel_of() { :; }' },
  order: 5,
  through: 'service',
  how: { en: 'drawn by `draw`, bottle by bottle', id: 'diambil dengan `draw`' },
  holds: { en: 'the bottles of', id: 'botol dari' },
  loading: { en: 'Of {store} the oldest\ncomes first.', id: 'Dari {store}.' },
};

/** What nobody in src has heard of. */
export class Cellar extends Service {
  constructor(scope: Phase, id: string, props: { readonly image: Image; readonly method?: BackupMethod }) {
    super(scope, id, { image: props.image, health: { exec: ['true'] } });
    const data = new Volume(this, `${id}_data`, { holds: 'Bottles' });
    this.mount(data, '/srv/bottles');
    this.store({ method: props.method ?? draw, volumes: [data], words: ['red wine'], fullEvery: 7 });
  }
}

export const image = 'example/cellar:1.0';
export const model = (...methods: readonly BackupMethod[]) =>
  authored((core, site) => {
    new Postgres(core, 'db', { image: 'postgres:16.4', database: 'shop' });
    new Cellar(core, 'cellar', { image, method: methods[0] ?? draw });
    for (const method of methods.slice(1)) new Cellar(core, 'attic', { image, method });
    new Service(site, 'web', { image: 'example/web:1.0', health: { exec: ['true'] } });
  });
export const compiled = (...methods: readonly BackupMethod[]) =>
  compile({
    validate: () => [],
    toModel: () => [{ name: 'shop', stacks: [{ ...model(...methods), languages: ourLanguages }] }],
    place: () => undefined,
  });
