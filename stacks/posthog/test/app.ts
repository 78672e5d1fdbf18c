import { App } from '../../../constructs/index.ts';
import { PostHog } from '../../posthog.ts';
import { environments } from '../environments.ts';

/** PostHog alone, whatever else stands in stacks/index.ts. */
const app = new App();
for (const environment of environments) new PostHog(app, environment);

export default app;
