import { describe, expect, test } from 'vitest';
import { shapesIn } from '../../../src/rules/facts/secret-shapes.ts';

/** So many characters that nobody would take for a placeholder. No credential stands in this file whole: a scanner of repositories would find it. */
const some = (length: number, from = 'aB3dE6gH9jK2mN5pQ8rS1tU4vW7yZ0') =>
  from.repeat(Math.ceil(length / from.length)).slice(0, length);
const hex = (length: number) => some(length, '9f86d081884c7d659a2feaa0c55ad015');
const letters = (length: number) => some(length, 'aBcDeFgHiJkLmNoPqRsTuVwYz');
const capitals = (length: number) => some(length, 'Q7ZT2LMW9RB4KCVH8TNYP3');

const credentials: readonly (readonly [string, string])[] = [
  [`-----BEGIN OPENSSH ${'PRIVATE'} KEY-----`, 'a private key (PEM)'],
  [`-----BEGIN PGP ${'PRIVATE'} KEY BLOCK-----`, 'a private key (PEM)'],
  [Buffer.from(`-----BEGIN ${'PRIVATE'} KEY-----\nMIIE`).toString('base64'), 'a private key (PEM in base64)'],
  [`AGE-SECRET-${'KEY'}-1${capitals(58)}`, 'a secret key of age'],
  [Buffer.from(JSON.stringify({ type: 'service_account' })).toString('base64'), 'a key of Google Cloud'],
  [`AK${'IA'}${capitals(16)}`, 'an access key of AWS'],
  [`AccountName=shop;Account${'Key'}=${some(86)}==`, 'a key of Azure storage'],
  [`abc8${'Q~'}${some(34)}`, 'a client secret of Azure'],
  [`AI${'za'}${some(35)}`, 'an API key of Google'],
  [`GOCS${'PX'}-${some(28)}`, 'a client secret of Google'],
  [`LT${'AI'}${some(20)}`, 'an access key of Alibaba Cloud'],
  [`dop_${'v1'}_${hex(64)}`, 'a token of DigitalOcean'],
  [`tunnel run eyJh${'Ijoi'}${some(140)}`, 'the token of a tunnel'],
  [`HR${'KU'}-AA${some(58)}`, 'a key of Heroku'],
  [`tskey-${'auth'}-kAbC12CNTRL-${some(32)}`, 'a key of Tailscale'],
  [`da${'pi'}${hex(32)}`, 'a token of Databricks'],
  [`gh${'p_'}${some(36)}`, 'a token of GitHub'],
  [`github_${'pat'}_${some(22)}_${some(59)}`, 'a token of GitHub'],
  [`gl${'pat'}-${some(20)}`, 'a token of GitLab'],
  [`gl${'rt'}-${some(20)}`, 'a token of GitLab'],
  [`ATAT${'T3'}xFfGF0${some(80)}`, 'a token of Atlassian'],
  [`np${'m_'}${some(36)}`, 'a token of npm'],
  [`py${'pi'}-AgEIcHlwaS5vcmc${some(60)}`, 'a token of PyPI'],
  [`rubygems${'_'}${hex(48)}`, 'a key of RubyGems'],
  [`dckr_${'pat'}_${some(27)}`, 'a token of Docker Hub'],
  [`xo${'xb'}-123456789012-1234567890123-${some(24)}`, 'a token of Slack'],
  [
    `https://hooks.slack.com/${'services'}/T0A1B2C3D/B0A1B2C3D/${some(24)}`,
    'the address of a webhook of Slack',
  ],
  [
    `https://discord.com/api/${'webhooks'}/123456789012345678/${some(68)}`,
    'the address of a webhook of Discord',
  ],
  [
    `https://ptb.discord.com/api/v10/${'webhooks'}/1234567890123/${some(68)}`,
    'the address of a webhook of Discord',
  ],
  [`${Buffer.from('123456789012345678').toString('base64')}.${'Gh1jk2'}.${some(38)}`, 'a token of Discord'],
  [
    `https://shop.webhook.office.com/webhookb2/1@2/${'Incoming'}Webhook/${hex(32)}/3`,
    'the address of a webhook of Teams',
  ],
  [
    `https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&${'token'}=${some(43)}`,
    'the address of a webhook of Google Chat',
  ],
  [`https://chat.example.com/${'hooks'}/${some(26, 'abc4def7ghi1jkm9')}`, 'the address of a webhook'],
  [`https://api.telegram.org/bot123456789:${'AA'}${some(33)}/getMe`, 'the token of a bot of Telegram'],
  [`telegram://1234567890:${'AA'}${some(33)}@telegram`, 'the token of a bot of Telegram'],
  [`discord://${some(64)}@1098765432109876543`, 'the address of a webhook of Discord'],
  [`https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${hex(32)}`, 'the address of a webhook of WeCom'],
  [`https://open.feishu.cn/open-apis/bot/v2/hook/${hex(32)}`, 'the address of a webhook of Lark'],
  [`https://events.pagerduty.com/integration/${hex(32)}/enqueue`, 'the address of a service of PagerDuty'],
  [`https://webexapis.com/v1/webhooks/incoming/${some(64)}`, 'the address of a webhook of Webex'],
  [`secret${'_'}${letters(43)}`, 'a token of Notion'],
  [`sq${'u'}_${hex(40)}`, 'a token of SonarQube'],
  [`sk_${'live'}_${some(24)}`, 'a key of Stripe'],
  [`whsec${'_'}${some(32)}`, 'the signing secret of a webhook'],
  [`shp${'at'}_${hex(32)}`, 'a credential of Shopify'],
  [`SG${'.'}${some(22)}.${some(43)}`, 'a key of SendGrid'],
  [`ke${'y-'}${hex(32)}`, 'a key of Mailgun'],
  [`${hex(32)}-${'us'}14`, 'a key of Mailchimp'],
  [`xkeys${'ib'}-${hex(64)}-${some(16)}`, 'a key of Brevo'],
  [`S${'K'}${hex(32)}`, 'a key of Twilio'],
  [`sk-${'ant'}-api03-${some(93)}AA`, 'an API key of Anthropic'],
  [`sk-${'proj'}-${some(74)}`, 'an API key'],
  [`gs${'k_'}${some(52)}`, 'an API key of Groq'],
  [`h${'f_'}${letters(34)}`, 'a token of Hugging Face'],
  [`sntry${'u'}_${hex(64)}`, 'a token of Sentry'],
  [`gl${'sa'}_${some(32)}_9f86d081`, 'a token of Grafana'],
  [`NR${'AK'}-${capitals(27)}`, 'a key of New Relic'],
  [`hv${'s.'}${some(95)}`, 'a token of Vault'],
  [`abc.atlas${'v1'}.${some(64)}`, 'a token of Terraform'],
  [`dp.${'pt'}.${some(43)}`, 'a token of Doppler'],
  [`lin_${'api'}_${some(40)}`, 'a key of Linear'],
  [`PM${'AK'}-${hex(24)}-${hex(34)}`, 'a key of Postman'],
  [`ey${'J'}${some(20)}.ey${'J'}${some(40)}.${some(43)}`, 'a signed token (JWT)'],
];

describe('a credential is told by its form', () => {
  test.each(credentials)('%#', (text, looks) => {
    expect(shapesIn(text)).toEqual([looks]);
    expect(shapesIn(`set X="${text}"; run`)).toEqual([looks]);
  });

  test.each([
    `AKIAIOSFODNN7${'EXAMPLE'}`,
    `ghp_${'x'.repeat(36)}`,
    `https://hooks.slack.com/services/T00000000/B00000000/${'X'.repeat(24)}`,
    'sk-your-key-goes-here-0123456789abcdef',
    'https://github.com/shop/shop/settings/hooks/12345678',
    'https://hooks.slack.com/',
    'https://discord.com/invite/shop',
    'discord://-/channels/1098765432109876543',
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
    'https://open.feishu.cn/document/home/index',
    'https://events.pagerduty.com/v2/enqueue',
    'secret_key_of_the_shop_that_is_made_at_each_start',
    'API-GATEWAY-OF-THE-SHOP-OF-BOOKS',
    'https://abc@o1.ingest.sentry.io/1',
    `pk_live_${some(24)}`,
    `phc_${some(40)}`,
    `-----BEGIN CERTIFICATE-----\n${some(64)}`,
    '-----BEGIN PUBLIC KEY-----',
    Buffer.from('-----BEGIN CERTIFICATE-----\nMIIE').toString('base64'),
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI',
    `sha256:${hex(64)}`,
    hex(40),
    'task-runner-with-a-name-of-forty-characters',
    'md-to-pdf --key-file /run/key --user-id 1234567890:Anna',
    'registry.example.com/hooks/receiver:1.0.0',
    'node:20-alpine 0123456789:8080',
    'NamespaceOfTheShopOfBooks.Common.SomethingWithAVeryLongName',
    'postgres://shop:${DB_PASSWORD}@db:5432/shop',
    `AC${hex(32)}`,
    'eyJhbGciOiJIUzI1NiJ9',
  ])('%s is none', (text) => {
    expect(shapesIn(text)).toEqual([]);
  });
});
