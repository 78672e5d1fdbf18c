import type { RawNetwork, RawService, RawVolume } from '../model/compose.gen.ts';
import type { Asymmetric, Matcher } from './pattern.ts';

/** A value, or a question to it; of maps some keys. */
export type Like<Value> =
  | Value
  | Matcher
  | RegExp
  | Asymmetric
  | (Value extends readonly (infer Entry)[]
      ? readonly Like<Entry>[]
      : Value extends object
        ? { readonly [Key in keyof Value]?: Like<Value[Key]> }
        : never);

/** Keys of a service as docker-compose.yml has them: `{ image: /^postgres:/, restart: 'unless-stopped' }`. */
export type ServiceLike = { readonly [Key in keyof RawService]?: Like<RawService[Key]> };
/** Keys of a volume as docker-compose.yml has them. */
export type VolumeLike = { readonly [Key in keyof RawVolume]?: Like<RawVolume[Key]> };
/** Keys of a network as docker-compose.yml has them. */
export type NetworkLike = { readonly [Key in keyof RawNetwork]?: Like<RawNetwork[Key]> };
/** What a file holds: all of it, what is found in it, or of JSON and YAML the data. */
export type ContentLike = string | RegExp | Matcher | Asymmetric | Readonly<Record<string, unknown>>;
