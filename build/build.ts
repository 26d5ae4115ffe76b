import { messageOf } from './base/message-of.ts';
import { root } from './base/root.ts';
import { say } from './base/say.ts';
import { buildStale, forgetBuilds } from './bundle/build-stale.ts';

forgetBuilds(root);
try {
  const built = await buildStale({ root, onStart: (part) => say(`Building ${part.name} …`) });
  say(`Built ${built.join(', ')} into dist/.`);
} catch (error) {
  say(`The build failed: ${messageOf(error)}`);
  process.exitCode = 1;
}
