import type { Artifact } from '../model/artifact.ts';
import type { Keyed } from './document.ts';
import { documentOf, elementsOf, hasElement, hasLike } from './document.ts';
import { filesOf, hasFile } from './files.ts';
import { like } from './like.ts';
import type { ContentLike, NetworkLike, ServiceLike, VolumeLike } from './patterns.ts';
import type { Found, Tested } from './tested.ts';
import { stackOf } from './tested.ts';
import { hold } from './verdict.ts';

/**
 * What comes of a stack: the docker-compose.yml that will run, and the files beside it. Of maps in a pattern the keys are asked for that it names,
 * of lists every entry; where that is not meant, `Match` says something else.
 */
export class Output {
  readonly #found: Found;

  private constructor(found: Found) {
    this.#found = found;
  }

  /**
   * Of a Stack, or of an App with one. Nothing can be added to the app from here on.
   * @throws Error when its app cannot be built, with the line; TypeError when it is no stack
   */
  static of(tested: Tested): Output {
    return new Output(stackOf(tested));
  }

  /** docker-compose.yml as data. */
  get compose(): Keyed {
    return documentOf(this.#found.stack);
  }

  /** The files by their path from the folder of the stack: `Makefile`, `../README.md`. */
  get files(): ReadonlyMap<string, Artifact> {
    return filesOf(this.#found);
  }

  /** Those that are like that, by name. */
  findServices(pattern: ServiceLike = {}): Readonly<Record<string, Keyed>> {
    const services = [...elementsOf(this.compose, 'service')];
    return Object.fromEntries(services.filter(([, one]) => like(one, pattern).differences.length === 0));
  }

  /**
   * There is a service of this name, and it is like that.
   * @throws AssertionError when there is none of this name, or it is not like that
   */
  hasService(id: string, pattern: ServiceLike = {}): void {
    hold(hasElement(this.#found.stack, 'service', id, pattern), this.hasService);
  }

  /**
   * A service is like that, whatever its name.
   * @throws AssertionError when none is like that, whatever its name
   */
  hasServiceLike(pattern: ServiceLike): void {
    hold(hasLike(this.#found.stack, 'service', pattern), this.hasServiceLike);
  }

  /**
   * So many services are like that.
   * @throws AssertionError when there are more, or less, that are like that
   */
  serviceCount(count: number, pattern: ServiceLike = {}): void {
    const actual = Object.keys(this.findServices(pattern));
    const many = actual.length === 1 ? 'is 1 service' : `are ${actual.length} services`;
    const message = `wanted ${count}, and there ${many}${actual.length === 0 ? '' : `: ${actual.join(', ')}`}`;
    hold(
      { holds: actual.length === count, message, negated: message, actual: actual.length, expected: count },
      this.serviceCount,
    );
  }

  /**
   * There is a volume of this name, and it is like that.
   * @throws AssertionError when there is none of this name, or it is not like that
   */
  hasVolume(id: string, pattern: VolumeLike = {}): void {
    hold(hasElement(this.#found.stack, 'volume', id, pattern), this.hasVolume);
  }

  /**
   * There is a network of this name, and it is like that.
   * @throws AssertionError when there is none of this name, or it is not like that
   */
  hasNetwork(id: string, pattern: NetworkLike = {}): void {
    hold(hasElement(this.#found.stack, 'network', id, pattern), this.hasNetwork);
  }

  /**
   * There is such a file, and it holds that.
   * @param path from the folder of the stack: `Makefile`, `scripts/backup`, `../README.md`
   * @param content a text is all of it, a RegExp is found in it, a map is asked of the data of JSON or YAML
   * @throws AssertionError when there is no such file, or it does not hold that
   */
  hasFile(path: string, content?: ContentLike): void {
    hold(hasFile(this.#found, path, content), this.hasFile);
  }
}
