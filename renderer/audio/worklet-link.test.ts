import { expect, it } from 'vitest';
import { ScriptedPort } from './scripted-audio.ts';
import { WorkletLink } from './worklet-link.ts';

it('delivers what has waited before what comes after, and bounds what waits', () => {
  const link = new WorkletLink<number, string>();
  for (let command = 0; command < 5000; command += 1) link.post(command);
  const port = new ScriptedPort<number, string>();
  link.connect(port);
  link.post(-1);
  expect(port.posted).toEqual([...Array(4096).keys(), -1]);
});

it('passes messages on until it is disposed', () => {
  const link = new WorkletLink<number, string>();
  const port = new ScriptedPort<number, string>();
  const heard: string[] = [];
  link.onMessage((message) => heard.push(message));
  link.connect(port);
  port.say('a');
  link.dispose();
  port.say('b');
  link.post(1);
  expect(heard).toEqual(['a']);
  expect(port.posted).toEqual([]);
});
