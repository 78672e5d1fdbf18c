import { inCapitals } from '../../core/in-capitals.ts';
import type { BucketAccess, BucketOptions } from './buckets.ts';

/**
 * What the job does first. The keys go in on standard input: in the arguments, `ps` would show them. Every step may be repeated. The client's
 * image holds a shell and coreutils, and neither grep nor sed.
 */
export const setup = `mc mb --ignore-existing "storage/$BUCKET"
cat >/tmp/policy.json <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], "Resource": ["arn:aws:s3:::$BUCKET"]},
    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], "Resource": ["arn:aws:s3:::$BUCKET/*"]}
  ]
}
EOF
mc admin policy create storage "$BUCKET-rw" /tmp/policy.json
printf '%s\\n%s\\n' "$APP_ACCESS_KEY" "$APP_SECRET_KEY" | mc admin user add storage
case $(mc admin policy entities storage --user "$APP_ACCESS_KEY") in
  *"$BUCKET-rw"*) ;;
  *) mc admin policy attach storage "$BUCKET-rw" --user "$APP_ACCESS_KEY" ;;
esac
`;

/** Steps of the job that set a bucket as it is described. Each may be repeated; a policy by hand of the same name goes. */
export function bucketSteps(name: string, options: BucketOptions): string {
  const { versioning, publicRead = false, expireDays, expireVersionsDays } = options;
  const at = `storage/${name}`;
  const rule = {
    ID: 'stowage',
    Status: 'Enabled',
    ...(expireDays !== undefined && { Expiration: { Days: expireDays } }),
    ...(expireVersionsDays !== undefined && {
      NoncurrentVersionExpiration: { NoncurrentDays: expireVersionsDays },
    }),
  };
  const expires = expireDays !== undefined || expireVersionsDays !== undefined;
  return [
    `mc mb --ignore-existing ${at}`,
    ...(versioning === undefined ? [] : [`mc version ${versioning ? 'enable' : 'suspend'} ${at}`]),
    ...(expires
      ? [`mc ilm import ${at} <<'EOF'`, JSON.stringify({ Rules: [rule] }), 'EOF']
      : // Where there is no rule, that is an error.
        [`mc ilm rule remove --id stowage ${at} >/dev/null 2>&1 || true`]),
    ...(publicRead
      ? [...written('/tmp/public.json', readByAnybody(name)), `mc anonymous set-json /tmp/public.json ${at}`]
      : [`mc anonymous set none ${at}`]),
    '',
  ].join('\n');
}

/** `mc`'s own "download" also lists what there is. */
function readByAnybody(name: string): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: ['s3:GetObject'],
        Resource: [`arn:aws:s3:::${name}/*`],
      },
    ],
  };
}

/** The variables of the job in which it finds what a user is called, and the password. */
export function keysOf(name: string) {
  const user = inCapitals(name);
  return {
    accessKey: `USER_${user}_ACCESS_KEY`,
    secretKey: `USER_${user}_SECRET_KEY`,
  } as const;
}

/** Steps that make a user, with a policy of its own that says all that it may do. */
export function userSteps(name: string, access: Readonly<Record<string, BucketAccess>>): string {
  const { accessKey, secretKey } = keysOf(name);
  // No bucket has an underscore in its name, so that none's policy is called so.
  const policy = `user_${name}`;
  const key = `"$${accessKey}"`;
  return [
    ...written(`/tmp/${policy}.json`, policyOf(access)),
    `mc admin policy create storage ${policy} /tmp/${policy}.json`,
    `printf '%s\\n%s\\n' ${key} "$${secretKey}" | mc admin user add storage`,
    `case $(mc admin policy entities storage --user ${key}) in`,
    `  *${policy}*) ;;`,
    `  *) mc admin policy attach storage ${policy} --user ${key} ;;`,
    'esac',
    '',
  ].join('\n');
}

function written(path: string, content: object): readonly string[] {
  return [`cat >${path} <<'EOF'`, JSON.stringify(content), 'EOF'];
}

function policyOf(access: Readonly<Record<string, BucketAccess>>): object {
  const of = (wanted: BucketAccess, end = '') =>
    Object.entries(access).flatMap(([name, what]) => (what === wanted ? [`arn:aws:s3:::${name}${end}`] : []));
  const allow = (Resource: readonly string[], ...Action: readonly string[]) =>
    Resource.length === 0 ? [] : [{ Effect: 'Allow', Action: Action.map((one) => `s3:${one}`), Resource }];
  const listed = ['GetBucketLocation', 'ListBucket'] as const;
  const changed = ['PutObject', 'DeleteObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'] as const;
  return {
    Version: '2012-10-17',
    Statement: [
      ...allow(of('read'), ...listed),
      ...allow(of('read', '/*'), 'GetObject'),
      ...allow(of('write'), ...listed, 'ListBucketMultipartUploads'),
      ...allow(of('write', '/*'), 'GetObject', ...changed),
    ],
  };
}
