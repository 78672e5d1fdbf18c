import type { Mount } from '../../compose/attributes/mount.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** What stands in a block of Terraform; its strings are templates. */
export type Value = string | number | boolean | readonly Value[] | Body;
export type Body = { readonly [name: string]: Value };

/** What Terraform cannot keep of a service. */
export interface Loss {
  /** As its author wrote it in the Specification: `post_start`. */
  readonly key: string;
  /** What becomes of it, after its key. */
  readonly what: string;
  readonly mend: string;
  /** Whether what runs is another thing without it. */
  readonly changes: boolean;
}

/** The same, with where it was said. */
export interface Lost extends Loss {
  readonly path: string;
  /** As a sentence names it: `"web"`, `network "inside"`. */
  readonly of: string;
}

/** A resource of the provider. */
export interface Resource {
  readonly type: 'docker_network' | 'docker_volume' | 'docker_image' | 'docker_container';
  readonly id: string;
  readonly body: Body;
}

/** A file that is put into a container before it starts. */
export interface Given {
  /** Where it lies there. */
  readonly target: string;
  /** A template that gives its content. */
  readonly content: string;
  readonly permissions: string;
  readonly owner?: string;
  readonly group?: string;
}

/** Who is told what is lost. */
export interface Teller {
  /** Says that a key cannot be kept. */
  lose(what: string, mend: string, changes?: boolean): void;
  /** The same for a key below it. */
  under(key: string): Teller;
}

/** What the attributes of a service need to know, and whom they tell what is lost. */
export interface Around extends Teller {
  readonly service: ServiceModel;
  readonly config: ServiceConfig;
  /** The address of another service's container; undefined where Terraform makes none. */
  container(id: string): string | undefined;
  /** The name of a volume at the engine, as a template. */
  volume(id: string): string;
  /** Whether a mount is a generated file, or a folder of them. */
  isGiven(mount: Mount): boolean;
}

/** What a container stands on. */
export interface Standing {
  readonly stack: StackModel;
  readonly service: ServiceModel;
  readonly config: ServiceConfig;
  /** Its name among the resources. */
  readonly id: string;
  /** What brings its files is called that among the resources. */
  readonly filesId: string;
  /** What the keys of its service became. */
  readonly body: Body;
  readonly image: string;
  readonly given: readonly Given[];
  network(id: string): string;
  container(id: string): string | undefined;
}
