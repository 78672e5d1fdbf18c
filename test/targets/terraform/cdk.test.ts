import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadCdk } from '../../../src/targets/terraform/cdk.ts';
import { folder } from '../../support/folder.ts';

/** What is found by a file of a project that has these packages. */
const loaded = (packages: Readonly<Record<string, string>>) => {
  const files = Object.entries(packages).map(([name, code]) => [`node_modules/${name}/index.js`, code]);
  return loadCdk(pathToFileURL(join(folder(Object.fromEntries(files)), 'app.js')).href);
};

describe('the CDK for Terraform', () => {
  test('is the living one before the one that ended', () => {
    const both = { cdktn: 'exports.is = "cdktn";', cdktf: 'exports.is = "cdktf";' };
    expect(loaded(both)).toEqual({ is: 'cdktn' });
    expect(loaded({ cdktf: both.cdktf })).toEqual({ is: 'cdktf' });
  });

  test('that lacks something itself says so, and is not passed over', () => {
    expect(() => loaded({ cdktn: "require('semver-of-cdktn');", cdktf: '' })).toThrow(
      /Cannot find module 'semver-of-cdktn'/,
    );
  });
});
