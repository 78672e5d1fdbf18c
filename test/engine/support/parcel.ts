import { images } from './posthog.ts';
import { System, sourceOf } from './system.ts';

const names = ['Job', 'Network', 'Postgres', 'Service', 'Volume'];

/** A database, and what a test adds to it. */
export class Parcel extends System {
  /** @param compiler the folder of the compiler that makes its files; this one unless a test changed another. */
  constructor(compose: '2.26' | '2.40', compiler = process.cwd()) {
    super('parcel', { compose, compiler });
  }

  /** @param lines what makes its services */
  override becomes(lines: string): void {
    super.becomes(
      sourceOf(
        'parcel',
        names,
        `const image = '${images.postgres}';\n  const plain = '${images.posthog}';\n  ${lines}`,
      ),
    );
  }

  /** By the container's name: the files may not know the service any more. */
  sql(service: string, statement: string): string {
    return this.mustExec(service, ['psql', '-U', 'parcel', '-d', 'parcel', '-Atc', statement]);
  }
}
