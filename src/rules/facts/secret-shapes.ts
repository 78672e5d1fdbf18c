/** What stands before, how it starts, how it goes on, and how a message calls it: regular expressions. */
type Shape = readonly [before: string, start: string, rest: string, looks: string];

/**
 * Forms that only credentials have. Most makers give theirs a beginning of its own, so that they are found where they do not belong. Addresses to
 * which anybody may post are here too: who has one speaks in the name of its owner.
 * @see https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml (MIT) for the beginnings and lengths of most of them; the expressions are ours
 * @see https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
const shapes: readonly Shape[] = [
  ['', '-----BEGIN ', '[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----', 'a private key (PEM)'],
  // What base64 makes of the same line, for each kind of key.
  [
    '',
    'LS0tLS1CRUdJTi',
    '(?:BSU0EgUFJJ|BQUklW|BFQyBQUklW|BPUEVOU1NI|BFTkNSWVBU|BEU0EgUFJJ)',
    'a private key (PEM in base64)',
  ],
  ['', 'PuTTY-User-Key-File-', '\\d', 'a private key (PuTTY)'],
  ['', 'AGE-SECRET-KEY-1', '[0-9A-Z]{40,}', 'a secret key of age'],
  // The key file of a service account, in base64.
  [
    '\\b',
    'ewogICJ0eXBlIjogInNlcnZpY2VfYWNjb3Vu|eyJ0eXBlIjoic2VydmljZV9hY2NvdW50',
    '',
    'a key of Google Cloud',
  ],
  ['\\b', 'A(?:KIA|SIA|BIA|CCA)', '(?![0-9A-Z]{0,16}EXAMPLE)[0-9A-Z]{16}\\b', 'an access key of AWS'],
  ['\\b', 'ABSK', '[A-Za-z0-9+/]{100,}', 'a key of AWS Bedrock'],
  ['', 'AccountKey=', '[A-Za-z0-9+/]{80,}', 'a key of Azure storage'],
  ['', 'SharedAccessKey=', '[A-Za-z0-9+/]{40,}', 'an access key of Azure'],
  ['', '\\dQ~', '[\\w.~-]{31,}', 'a client secret of Azure'],
  ['\\b', 'AIza', '[\\w-]{35}', 'an API key of Google'],
  ['\\b', 'GOCSPX-', '[\\w-]{20,}', 'a client secret of Google'],
  ['\\b', 'ya29\\.', '[\\w-]{30,}', 'an access token of Google'],
  ['\\b', 'LTAI', '[A-Za-z0-9]{16,24}\\b', 'an access key of Alibaba Cloud'],
  ['\\b', 'AKID', '[A-Za-z0-9]{32}\\b', 'an access key of Tencent Cloud'],
  ['\\b', 'AQVN', '[\\w-]{35,}', 'an API key of Yandex Cloud'],
  ['\\b', 'do[opr]_v1_', '[0-9a-f]{40,}', 'a token of DigitalOcean'],
  ['\\b', 'v1\\.0-', '[0-9a-f]{24}-[0-9a-f]{100,}', 'an origin key of Cloudflare'],
  ['\\b', 'eyJhIjoi', '[\\w+/=-]{100,}', 'the token of a tunnel'],
  ['\\b', 'HRKU-', '[\\w-]{36,}', 'a key of Heroku'],
  ['\\b', 'f(?:o1|m1[ar]|m2)_', '[\\w+/-]{40,}', 'a token of Fly.io'],
  ['\\b', 'nfp_', '[A-Za-z0-9]{36,}', 'a token of Netlify'],
  ['\\b', 'tskey-', '(?:[a-z]+-)?[A-Za-z0-9]+-[A-Za-z0-9]{20,}', 'a key of Tailscale'],
  ['\\b', 'sbp_', '[0-9a-f]{40}', 'a token of Supabase'],
  ['\\b', 'pscale_(?:tkn|oauth|pw)_', '[\\w=.-]{32,}', 'a credential of PlanetScale'],
  ['\\b', 'dapi', '[0-9a-f]{32}', 'a token of Databricks'],
  ['', 'gh[opsur]_', '[A-Za-z0-9]{30,}', 'a token of GitHub'],
  ['', 'github_pat_', '\\w{30,}', 'a token of GitHub'],
  ['\\b', 'gl(?:pat|ptt|dt|rt|cbt|ft|ffct|imt|agent|oas|soat)-', '[\\w.-]{20,}', 'a token of GitLab'],
  ['\\b', 'GR1348941', '[\\w-]{20,}', 'a token of GitLab'],
  ['\\b', 'ATATT3', '[\\w=-]{60,}', 'a token of Atlassian'],
  ['\\b', 'ATBB', '[A-Za-z0-9]{32}', 'a password of Bitbucket'],
  ['\\b', 'CCIPAT_', '[A-Za-z0-9]+_[0-9a-f]{40}', 'a token of CircleCI'],
  ['\\b', 'bkua_', '[0-9a-f]{40}', 'a token of Buildkite'],
  ['\\b', 'npm_', '[A-Za-z0-9]{36}\\b', 'a token of npm'],
  ['\\b', 'pypi-', 'A[\\w-]{40,}', 'a token of PyPI'],
  ['\\b', 'rubygems_', '[0-9a-f]{48}', 'a key of RubyGems'],
  ['\\b', 'dckr_[po]at_', '[\\w-]{20,}', 'a token of Docker Hub'],
  ['\\b', 'AKCp', '[A-Za-z0-9]{69}', 'a key of Artifactory'],
  ['\\b', 'cmVmd', '[A-Za-z0-9]{59}', 'a token of Artifactory'],
  ['\\b', 'xox[abeoprs][.-]|xapp-', '[\\w.-]{10,}', 'a token of Slack'],
  [
    '\\b',
    'hooks\\.slack(?:-gov)?\\.com/',
    '(?:services/T\\w{6,}/B\\w{6,}/\\w{16,}|(?:workflows|triggers)/[\\w/+-]{30,})',
    'the address of a webhook of Slack',
  ],
  [
    '\\b',
    'discord(?:app)?\\.com/api/',
    '(?:v\\d+/)?webhooks/\\d{10,}/[\\w-]{40,}',
    'the address of a webhook of Discord',
  ],
  [
    '\\b',
    // The number of a bot, as base64 has it.
    '(?:[MNO][DTjz][AEIMQUYcgk][w-z0-5]){5}',
    '\\w{0,8}\\.[\\w-]{6}\\.[\\w-]{27,}',
    'a token of Discord',
  ],
  [
    '\\b',
    'webhook\\.office\\.com/|logic\\.azure\\.com[:/]|api\\.powerplatform\\.com[:/]',
    '\\S*(?:IncomingWebhook/\\w{20,}|sig=[\\w%-]{20,})',
    'the address of a webhook of Teams',
  ],
  [
    '\\b',
    'chat\\.googleapis\\.com/',
    'v1/spaces/\\S+token=[\\w%-]{20,}',
    'the address of a webhook of Google Chat',
  ],
  [
    '\\b',
    'qyapi\\.weixin\\.qq\\.com/',
    'cgi-bin/webhook/send\\?key=[\\w-]{20,}',
    'the address of a webhook of WeCom',
  ],
  [
    '\\b',
    'open\\.(?:feishu\\.cn|larksuite\\.com)/',
    'open-apis/bot/(?:v2/)?hook/[\\w-]{20,}',
    'the address of a webhook of Lark',
  ],
  ['\\b', 'webexapis\\.com/v1/webhooks/', 'incoming/[\\w-]{40,}', 'the address of a webhook of Webex'],
  [
    '\\b',
    'events\\.(?:eu\\.)?pagerduty\\.com/',
    '(?:integration|x-ere)/[0-9a-zA-Z]{20,}',
    'the address of a service of PagerDuty',
  ],
  [
    '\\b',
    'alert\\.victorops\\.com/',
    'integrations/\\S+/alert/[0-9a-f-]{36}',
    'the address of a service of Splunk On-Call',
  ],
  // As programs that send through several services spell it.
  ['', 'discord://', '[\\w-]{40,}@\\d{10,}', 'the address of a webhook of Discord'],
  ['\\b', 'hooks\\.zapier\\.com/', 'hooks/catch/\\d+/\\w{5,}', 'the address of a webhook of Zapier'],
  ['\\b', 'maker\\.ifttt\\.com/', 'trigger/\\S+/with/key/[\\w-]{10,}', 'the address of a webhook of IFTTT'],
  ['/', 'hooks/', '[a-z0-9]{26}\\b(?![/.])', 'the address of a webhook'],
  // After the address of its programming interface it is called bot123…:AA….
  ['(?:\\bbot|\\b)', '\\d{8,10}:A', '[\\w-]{34}(?![\\w-])', 'the token of a bot of Telegram'],
  ['\\b', 'syt_', '[A-Za-z0-9+/=-]+_[A-Za-z]{20}_\\w{6}', 'an access token of Matrix'],
  ['\\b', '[rs]k_(?:live|test|prod)_', '[A-Za-z0-9]{16,}', 'a key of Stripe'],
  ['\\b', 'whsec_', '[A-Za-z0-9+/]{24,}', 'the signing secret of a webhook'],
  ['\\b', 'sq0(?:atp|csp)-', '[\\w-]{22,}', 'a credential of Square'],
  ['\\b', 'shp(?:at|ca|pa|ss)_', '[0-9A-Fa-f]{32}', 'a credential of Shopify'],
  ['\\b', 'access_token\\$(?:production|sandbox)\\$', '\\w{16}\\$[0-9a-f]{32}', 'a token of Braintree'],
  ['\\b', 'EAA[AMC]', '[A-Za-z0-9]{80,}', 'a token of Facebook'],
  ['\\b', 'SG\\.', '[\\w-]{16,}\\.[\\w-]{16,}', 'a key of SendGrid'],
  ['\\b', 'key-', '[0-9a-f]{32}\\b', 'a key of Mailgun'],
  ['', '[0-9a-f]{32}-us\\d', '\\d?\\b', 'a key of Mailchimp'],
  ['\\b', 'xkeysib-', '[0-9a-f]{64}', 'a key of Brevo'],
  ['\\b', 'xsmtpsib-', '[0-9a-f]{64}', 'a password of Brevo'],
  ['\\b', 'md-', '[\\w-]{22}\\b(?=$|["\'\\s])', 'a key of Mandrill'],
  ['\\b', 're_', '[A-Za-z0-9]{8}_[A-Za-z0-9]{20,}', 'a key of Resend'],
  ['\\b', 'SK', '[0-9a-f]{32}\\b', 'a key of Twilio'],
  ['\\b', 'sk-ant-', '[\\w-]{30,}', 'an API key of Anthropic'],
  ['\\b', 'sk-(?!ant-)', '[\\w-]{32,}', 'an API key'],
  ['\\b', 'gsk_', '[A-Za-z0-9]{40,}', 'an API key of Groq'],
  ['\\b', 'xai-', '[A-Za-z0-9]{60,}', 'an API key of xAI'],
  ['\\b', 'pplx-', '[A-Za-z0-9]{40,}', 'an API key of Perplexity'],
  ['\\b', 'r8_', '[A-Za-z0-9]{37}', 'a token of Replicate'],
  ['\\b', 'hf_|api_org_', '[A-Za-z]{30,}', 'a token of Hugging Face'],
  ['\\b', 'phx_', '[A-Za-z0-9]{30,}', 'a personal API key of PostHog'],
  ['\\b', 'sntry[su]_', '[\\w+/=]{40,}', 'a token of Sentry'],
  ['\\b', 'gl(?:sa|c)_', '[\\w+/=]{30,}', 'a token of Grafana'],
  ['\\b', 'NRAK-', '[A-Z0-9]{27}', 'a key of New Relic'],
  ['\\b', 'dt0c01\\.', '[A-Z0-9a-z]{24}\\.[A-Za-z0-9]{60,}', 'a token of Dynatrace'],
  ['\\b', 'hv[sbr]\\.', '[\\w-]{24,}', 'a token of Vault'],
  ['', '\\.atlasv1\\.', '[\\w=-]{60,}', 'a token of Terraform'],
  ['\\b', 'pul-', '[0-9a-f]{40}', 'a token of Pulumi'],
  ['\\b', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.', '(?:[a-z0-9_-]+\\.)?[A-Za-z0-9]{40,}', 'a token of Doppler'],
  ['\\b', 'ops_eyJ', '[A-Za-z0-9+/]{100,}', 'a token of 1Password'],
  ['\\b', 'lin_api_', '[A-Za-z0-9]{40}', 'a key of Linear'],
  ['\\b', 'ntn_', '[A-Za-z0-9]{40,}', 'a token of Notion'],
  ['\\b', 'figd_', '[\\w-]{36,}', 'a token of Figma'],
  ['\\b', 'PMAK-', '[0-9a-f]{24}-[0-9a-f]{34}', 'a key of Postman'],
  ['\\b', 'sgp_', '(?:\\w{5,16}_)?[0-9a-f]{40}', 'a token of Sourcegraph'],
  ['\\b', 'sha256~', '[\\w-]{43}', 'a token of OpenShift'],
  ['\\b', 'sk\\.eyJ', '[\\w-]{20,}\\.[\\w-]{20,}', 'a secret token of Mapbox'],
  ['\\b', 'eyJrIjoi', '[\\w+/]{60,}', 'a key of Grafana'],
  ['\\b', 'secret_', '[A-Za-z0-9]{43}\\b', 'a token of Notion'],
  ['\\b', 'ATCTT3', '[\\w=-]{60,}', 'a token of Atlassian'],
  ['\\b', 'sq[upa]_', '[0-9a-f]{40}', 'a token of SonarQube'],
  ['\\b', 'oy2', '[a-z0-9]{43}\\b', 'a key of NuGet'],
  ['\\b', 'API-', '[A-Z0-9]{26}\\b', 'a key of Octopus Deploy'],
  ['\\b', 'CLOJARS_', '[a-z0-9]{60}', 'a token of Clojars'],
  ['\\b', 'FLWSECK(?:_TEST)?-', '[0-9a-zA-Z]{12,}', 'a key of Flutterwave'],
  ['\\b', 'EZ[AT]K', '[A-Za-z0-9]{54}\\b', 'a key of EasyPost'],
  ['\\b', 'shippo_(?:live|test)_', '[0-9a-f]{40}', 'a token of Shippo'],
  ['\\b', 'duffel_(?:live|test)_', '[\\w=-]{43}', 'a token of Duffel'],
  ['\\b', 'dnkey-', '[\\w=-]{26}-[\\w=-]{52}', 'a key of Defined Networking'],
  ['\\b', 'rdme_', '[a-z0-9]{70}', 'a key of ReadMe'],
  ['\\b', 'pnu_', '[a-zA-Z0-9]{36}', 'a token of Prefect'],
  ['\\b', 'tfp_', '[\\w.=-]{59}', 'a token of Typeform'],
  ['\\b', 'p8e-', '[a-z0-9]{32}\\b', 'a client secret of Adobe'],
  ['\\b', 'ico-', '[A-Za-z0-9]{32}\\b', 'a key of Infracost'],
  ['\\b', 'tk_', '[a-z0-9]{29}\\b', 'a token of ntfy'],
  ['\\b', 'nvapi-', '[\\w-]{60,}', 'an API key of NVIDIA'],
  ['\\b', 'tvly-', '(?:dev-|prod-)?[A-Za-z0-9]{32}', 'an API key of Tavily'],
  ['\\b', 'eyJ', '[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}', 'a signed token (JWT)'],
];

/** So long is each of them without a gap, but for the first line of a key: most texts are shorter words. */
const long = /[\w+/=~.-]{15}|-----BEGIN /;

/** How they start: most texts have none, and thousands are asked. */
const any = new RegExp(shapes.map(([, start]) => start).join('|'));

/** Each shape as one expression, made when a text first has a beginning of one. */
let expressions: readonly (readonly [RegExp, string])[] | undefined;

/** What is written where a credential would stand. */
const placeholder = /x{8}|example|your[-_]|placeholder|changeme|redacted|\.\.\./i;

const none: readonly string[] = [];

/** What the credentials in a text are, by their form alone. */
export function shapesIn(text: string): readonly string[] {
  if (text.length < 15 || !long.test(text) || !any.test(text)) return none;
  expressions ??= shapes.map(([before, start, rest, looks]) => [
    new RegExp(`${before}(?:${start})${rest}`, 'g'),
    looks,
  ]);
  const found = expressions.flatMap(([shape, looks]) =>
    text.match(shape)?.some((one) => !placeholder.test(one)) ? [looks] : [],
  );
  return [...new Set(found)];
}

/** Log-ins of manuals, name and password. */
export const knownLogin =
  /^(?:admin|administrator|root|guest|test|demo|user|postgres|neo4j|elastic|minioadmin|superuser|airflow|rabbitmq)[:/](?:admin|administrator|root|toor|guest|test|demo|user|postgres|neo4j|elastic|minioadmin|superuser|airflow|rabbitmq|password|passw0rd|pass|changeme|change-?me|secret|letmein|12345\d*|admin123|public)$/i;
