import { expect, test } from 'vitest';
import { Findings, Match, Output } from '../../../src/testing.ts';
import { appOf, authored, authoredService } from '../../../test/support/author.ts';
import { Minio, Service } from '../../index.ts';

const minio = (core: ConstructorParameters<typeof Minio>[0], id = 'files', backup = true) =>
  new Minio(core, id, { image: 'example/minio:1', client: 'example/mc:1', bucket: 'photos', backup });

/** What the job does beyond making the first bucket and its user. */
const steps = (say: (server: Minio) => void) => {
  const model = authored((core) => say(minio(core)));
  const { command = [] } = authoredService(model, 'files-setup');
  return String(command.at(-1)).split('esac\n').slice(1).join('esac\n');
};

test('a bucket is made, opened and emptied as is said, and shut where nothing is', () => {
  expect(steps((files) => files.addBucket('in.box'))).toBe(`mc mb --ignore-existing storage/in.box
mc ilm rule remove --id stowage storage/in.box >/dev/null 2>&1 || true
mc anonymous set none storage/in.box
`);
  const said = { versioning: true, publicRead: true, expireDays: 30, expireVersionsDays: 7 } as const;
  expect(steps((files) => files.addBucket('photos', said))).toBe(`mc mb --ignore-existing storage/photos
mc version enable storage/photos
mc ilm import storage/photos <<'EOF'
{"Rules":[{"ID":"stowage","Status":"Enabled","Expiration":{"Days":30},"NoncurrentVersionExpiration":{"NoncurrentDays":7}}]}
EOF
cat >/tmp/public.json <<'EOF'
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":["s3:GetObject"],"Resource":["arn:aws:s3:::photos/*"]}]}
EOF
mc anonymous set-json /tmp/public.json storage/photos
`);
  expect(steps((files) => files.addBucket('a-b', { versioning: false }))).toContain(
    'mc version suspend storage/a-b\n',
  );
});

test('a user has a policy of its own, and its key goes in on standard input', () => {
  const said = steps((files) => {
    files.addBucket('exports');
    files.addUser('night-shift', { exports: 'read', photos: 'write' });
  });
  const [, user = ''] = said.split('mc anonymous set none storage/exports\n');
  expect(user).toBe(`cat >/tmp/user_night-shift.json <<'EOF'
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetBucketLocation","s3:ListBucket"],"Resource":["arn:aws:s3:::exports"]},{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::exports/*"]},{"Effect":"Allow","Action":["s3:GetBucketLocation","s3:ListBucket","s3:ListBucketMultipartUploads"],"Resource":["arn:aws:s3:::photos"]},{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject","s3:AbortMultipartUpload","s3:ListMultipartUploadParts"],"Resource":["arn:aws:s3:::photos/*"]}]}
EOF
mc admin policy create storage user_night-shift /tmp/user_night-shift.json
printf '%s\\n%s\\n' "$USER_NIGHT_SHIFT_ACCESS_KEY" "$USER_NIGHT_SHIFT_SECRET_KEY" | mc admin user add storage
case $(mc admin policy entities storage --user "$USER_NIGHT_SHIFT_ACCESS_KEY") in
  *user_night-shift*) ;;
  *) mc admin policy attach storage user_night-shift --user "$USER_NIGHT_SHIFT_ACCESS_KEY" ;;
esac
`);
});

test('its keys are variables, which the job and whoever is told them read', () => {
  const model = authored((core, site) => {
    const files = minio(core);
    const { accessKey, secretKey } = files.addUser('reports', { photos: 'read' });
    new Service(site, 'web', { image: 'example:1', env: { KEY: accessKey, SECRET: secretKey } });
  });
  const [key, secret] = [
    Match.variable('FILES_REPORTS_ACCESS_KEY'),
    Match.variable('FILES_REPORTS_SECRET_KEY'),
  ];
  const output = Output.of(model);
  output.hasService('web', { environment: { KEY: key, SECRET: secret } });
  output.hasService('files-setup', {
    environment: { USER_REPORTS_ACCESS_KEY: key, USER_REPORTS_SECRET_KEY: secret },
  });
  expect(model.variables).toContainEqual(
    expect.objectContaining({ name: 'FILES_REPORTS_SECRET_KEY', kind: 'secret', bytes: 20 }),
  );
});

test('each bucket is a store of its own, unless it or all are left out', () => {
  const saved = (backup: boolean) => {
    const { stores, volumes } = authored((core) => {
      const files = minio(core, 'files', backup);
      files.addBucket('exports');
      files.addBucket('scratch', { backup: false });
    });
    return [stores.map(({ name, words, volumes }) => [name, words[0], ...volumes]), volumes[0]?.holds];
  };
  const holds = {
    en: 'MinIO: the buckets photos, exports, scratch',
    id: 'MinIO: bucket photos, exports, scratch',
  };
  expect(saved(true)).toEqual([
    [
      ['files', 'photos', 'files_data'],
      ['files-exports', 'exports', 'files_data'],
    ],
    holds,
  ]);
  expect(saved(false)).toEqual([[], holds]);
});

test('two in a stack have nothing in common, and no rule finds anything', () => {
  const app = appOf((core, site) => {
    const servers = [minio(core, 'files'), minio(core, 'more-files')];
    for (const server of servers) server.addUser('reports', { [server.addBucket('exports')]: 'read' });
    const image = 'example.org/web:1.0.0';
    new Service(site, 'web', {
      image,
      env: { A: servers[0]?.endpoint ?? '', B: servers[1]?.endpoint ?? '' },
    });
  });
  expect(Findings.of(app).all.filter(({ rule }) => rule !== 'image-pinned')).toEqual([]);
});

test.each([
  [
    'bucket-twice',
    '"files" has the bucket "a-b" already',
    (files: Minio) => [files.addBucket('a-b'), files.addBucket('a-b')],
  ],
  [
    'user-twice',
    '"files" has the user "reports" already',
    (files: Minio) => [
      files.addUser('reports', { photos: 'read' }),
      files.addUser('reports', { photos: 'write' }),
    ],
  ],
  [
    'no-bucket',
    'the user "reports" is to reach the bucket "phots", and "files" has photos',
    (files: Minio) => files.addUser('reports', { phots: 'read' }),
  ],
  [
    'no-bucket',
    'the user "reports" of "files" reaches no bucket',
    (files: Minio) => files.addUser('reports', {}),
  ],
  [
    'bad-prop',
    '"photos" is the first bucket of "files", and is saved as the constructor says',
    (files: Minio) => files.addBucket('photos', { backup: false }),
  ],
] as const)('%s: %s', (code, message, say) => {
  expect(() => authored((core) => say(minio(core)))).toThrow(expect.objectContaining({ code, message }));
});
