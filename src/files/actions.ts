/** An action at an exact commit, and the release that the commit is. */
export interface PinnedAction {
  readonly name: string;
  readonly commit: string;
  readonly release: string;
}

/** Both run on Node 24: hosted runners have no older one. */
export const checkout: PinnedAction = {
  name: 'actions/checkout',
  commit: 'de0fac2e4500dabe0009e67214ff5f5447ce83dd',
  release: 'v6.0.2',
};

export const uploadArtifact: PinnedAction = {
  name: 'actions/upload-artifact',
  commit: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a',
  release: 'v7.0.1',
};

/** As `uses:` has it. */
export function pinned({ name, commit }: PinnedAction): string {
  return `${name}@${commit}`;
}

/** The releases behind the commits, for who reads the file. */
export function withReleases(yaml: string): string {
  return [checkout, uploadArtifact].reduce(
    (text, action) =>
      text.replaceAll(`uses: ${pinned(action)}\n`, `uses: ${pinned(action)} # ${action.release}\n`),
    yaml,
  );
}
