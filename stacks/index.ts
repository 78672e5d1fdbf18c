import { App } from '../constructs/index.ts';
import { environments } from './posthog/environments.ts';
import { PostHog } from './posthog.ts';

const app = new App();
for (const environment of environments) new PostHog(app, environment);

export default app;
