/** What a plain `docker compose` would read beside the generated file, or instead of it. */
export const shadowing = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'compose.override.yaml',
  'compose.override.yml',
  'docker-compose.override.yaml',
] as const;
