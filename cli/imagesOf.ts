import { parse } from 'yaml';
import { z } from 'zod';

const compose = z.object({
  services: z.record(z.string(), z.object({ image: z.string(), build: z.object({}).loose().optional() })),
});

export interface ImagesOf {
  /** The images that are not built here, by the service's name. */
  readonly pulled: ReadonlyMap<string, string>;
  /** The services whose image is built here. */
  readonly built: readonly string[];
  /** Their base image: the value of the Dockerfile's `NODE_IMAGE`. */
  readonly base: string;
}

/**
 * The images that a compose file and a Dockerfile name. Variables have their value from `env`, else their
 * default.
 */
export function imagesOf(
  texts: { readonly compose: string; readonly dockerfile: string },
  env: Readonly<Record<string, string | undefined>>,
): ImagesOf {
  const { services } = compose.parse(parse(texts.compose, { merge: true }));
  const valued = (text: string): string =>
    text.replaceAll(
      /\$\{(\w+)(?::-([^}]*))?\}/g,
      (_all, name: string, usual = '') => env[name] || String(usual),
    );
  const base = /^ARG NODE_IMAGE=(\S+)$/m.exec(texts.dockerfile)?.[1];
  if (base === undefined) throw new Error('the Dockerfile names no NODE_IMAGE');
  const entries = Object.entries(services);
  return {
    pulled: new Map(entries.flatMap(([name, { image, build }]) => (build ? [] : [[name, valued(image)]]))),
    built: entries.flatMap(([name, { build }]) => (build ? [name] : [])),
    base,
  };
}
