import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hookOfUtilityProcess } from './utility-hook.ts';

class ScriptedUtility extends EventEmitter {
  readonly posted: unknown[] = [];
  killed = false;
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  kill(): boolean {
    this.killed = true;
    return true;
  }
}

describe('hookOfUtilityProcess', () => {
  it('carries both ways, and sends nothing to a process that is gone', () => {
    const child = new ScriptedUtility();
    const hook = hookOfUtilityProcess(child);
    const heard: unknown[] = [];
    hook.onMessage((message) => heard.push(message));
    hook.onExit((why) => heard.push(why));
    hook.send({ kind: 'forget' });
    child.emit('message', { kind: 'ready' });
    child.emit('exit', 134);
    hook.send({ kind: 'forget' });
    hook.kill();
    expect(child.posted).toEqual([{ kind: 'forget' }]);
    expect(heard).toEqual([{ kind: 'ready' }, 'It ended with code 134.']);
    expect(child.killed).toBe(true);
  });
});
