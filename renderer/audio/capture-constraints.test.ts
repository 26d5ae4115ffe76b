import { expect, it } from 'vitest';
import { defaultSettings } from '../../contract/settings.ts';
import { captureConstraints, changesCapture } from './capture-constraints.ts';
import { meterHeight } from './meter.ts';
import { isDeviceAway, microphoneFailure } from './microphone-failure.ts';

const processing = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

it('asks for a chosen device exactly, and for none when the default will do', () => {
  const chosen = { ...defaultSettings, inputDevice: 'usb' };
  const exact = { ...processing, deviceId: { exact: 'usb' } };
  expect(captureConstraints(chosen, true)).toEqual(exact);
  expect(captureConstraints(chosen, false)).toEqual(processing);
  expect(captureConstraints(defaultSettings, true)).toEqual(processing);
});

it('knows which settings concern the microphone', () => {
  expect(changesCapture(defaultSettings, { ...defaultSettings, outputDevice: 'x' })).toBe(false);
  for (const patch of [
    { inputDevice: 'x' },
    { echoCancellation: false },
    { noiseSuppression: false },
    { autoGainControl: false },
  ]) {
    expect(changesCapture(defaultSettings, { ...defaultSettings, ...patch })).toBe(true);
  }
});

it.each([
  ['NotAllowedError', 'microphone_refused', false],
  ['SecurityError', 'microphone_refused', false],
  ['NotFoundError', 'microphone_missing', true],
  ['OverconstrainedError', 'microphone_missing', true],
  ['NotReadableError', 'microphone_missing', true],
])('reads %s as %s', (name, code, away) => {
  const error = new DOMException('', name);
  expect(microphoneFailure(error)).toBe(code);
  expect(isDeviceAway(error)).toBe(away);
});

it('shows levels in even steps of decibels, within the meter', () => {
  expect([0, 1e-9, Number.NaN, 1, 5].map(meterHeight)).toEqual([0, 0, 0, 1, 1]);
  expect(meterHeight(0.1) - meterHeight(0.01)).toBeCloseTo(1 / 3);
});
